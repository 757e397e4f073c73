import { describe, expect, it } from 'vitest';
import {
  countLooks,
  laneAround,
  nextAfter,
  resumeAt,
  secondPass,
} from '../../../src/capture/presence/order';
import type { Stall } from '../../../src/store/roster-types';
import { marksOf, places, seen } from '../souk';

const zone = places(6);
const at = (number: number) => zone[number - 1] as Stall;
const numbers = (stalls: readonly (Stall | null)[]) => stalls.map((stall) => stall?.number);

describe('the walk', () => {
  it('begins at the first place', () => {
    expect(resumeAt(zone, marksOf())).toBe(at(1));
  });

  it('resumes after the last mark, not at the first gap', () => {
    expect(resumeAt(zone, marksOf(seen(at(1)), seen(at(4))))).toBe(at(5));
  });

  it('goes round to the gaps when the end is reached', () => {
    expect(resumeAt(zone, marksOf(seen(at(1)), seen(at(5)), seen(at(6))))).toBe(at(2));
  });

  it('is over when each place has a mark', () => {
    const all = marksOf(...zone.map((stall) => seen(stall)));
    expect(resumeAt(zone, all)).toBeNull();
    expect(nextAfter(zone, all, at(3))).toBeNull();
  });

  it('goes on to the next place without a mark', () => {
    expect(nextAfter(zone, marksOf(seen(at(3))), at(2))).toBe(at(4));
    expect(nextAfter(zone, marksOf(), at(6))).toBe(at(1));
  });

  it('is not moved by marks of another section', () => {
    const elsewhere = { ...at(5), id: 'veg-5' };
    expect(resumeAt(zone, marksOf(seen(at(2)), seen(elsewhere)))).toBe(at(3));
  });

  it('shows three places behind, the one here and the next', () => {
    const { behind, next } = laneAround(zone, at(5), at(6));
    expect(numbers(behind)).toEqual(['2', '3', '4']);
    expect(next).toBe(at(6));
    expect(laneAround(zone, at(1), null).behind).toEqual([]);
  });
});

describe('the second pass', () => {
  it('is empty before the first mark and where everybody was there', () => {
    expect(secondPass(zone, marksOf())).toEqual([]);
    expect(secondPass(zone, marksOf(seen(at(1)), seen(at(2))))).toEqual([]);
  });

  it('goes back to who was not there, and to the gaps between marks', () => {
    const again = secondPass(zone, marksOf(seen(at(2), 'absent'), seen(at(4))));
    expect(again).toEqual([
      { place: at(2), why: 'absent' },
      { place: at(3), why: 'passed' },
    ]);
  });

  it('PR4: does not take the places before or beyond for passed', () => {
    expect(secondPass(zone, marksOf(seen(at(3))))).toEqual([]);
  });
});

it('counts every look, also those that did not occur', () => {
  expect(countLooks(['present', 'present', 'open'])).toEqual({
    present: 2,
    nothere: 0,
    other: 0,
    left: 0,
    open: 1,
  });
});
