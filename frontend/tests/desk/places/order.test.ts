import { expect, test } from 'vitest';
import { lanesIn, moved } from '../../../src/desk/places/order';
import type { Place } from '../../../src/desk/places/types';

const place = (number: number): Place => ({
  id: `p${number}`,
  number,
  lane: Math.floor(number / 1000),
  pitch: null,
});
const lane = [place(3001), place(3002), place(3003)];

test('at either end of a lane a place goes no further', () => {
  expect(moved(lane, 'p3001', -1)).toEqual(['p3001', 'p3002', 'p3003']);
  expect(moved(lane, 'p3003', 1)).toEqual(['p3001', 'p3002', 'p3003']);
  expect(moved(lane, 'another', 1)).toEqual(['p3001', 'p3002', 'p3003']);
});

test('FW5: a place moves by one, and no other changes its neighbours', () => {
  expect(moved(lane, 'p3003', -1)).toEqual(['p3001', 'p3003', 'p3002']);
  expect(moved(lane, 'p3001', 1)).toEqual(['p3002', 'p3001', 'p3003']);
});

test('lanes stand in their order, each in that of its walk', () => {
  const lanes = lanesIn([place(4001), ...lane]);
  expect(lanes.map((one) => [one.lane, one.places.length])).toEqual([
    [3, 3],
    [4, 1],
  ]);
});
