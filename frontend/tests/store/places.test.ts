import { expect, test } from 'vitest';
import type { LocalEntry } from '../../src/entries/types';
import { withPlaces } from '../../src/store/places';
import { EMPTY_ROSTER } from '../../src/store/signals';

const ID = '00000000-0000-4000-8000-000000000001';

const added = (over: Partial<LocalEntry>): LocalEntry => ({
  entry_id: 'e',
  kind: 'place',
  schema_version: 1,
  souk_date: '2026-11-20',
  subject: { stall_id: ID },
  state: 'saved',
  rev: 0,
  body: { stall_id: ID, rahba: 'veg', lane: 3, number: 3001, pitch: 'table' },
  recorded_at: '',
  history: 1,
  pending: 1,
  flags: [],
  proposed_rev: null,
  ...over,
});
const known = { id: ID, rahba: 'veg', lane: '3', number: '3002', walk_order: 3001 };
const told = { ...EMPTY_ROSTER, stalls: new Map([[ID, known]]) };

test('FW4: a place that was taken back or rejected is gone, also before the server says so', () => {
  for (const state of ['cancelled', 'rejected'] as const) {
    expect(withPlaces(told, [added({ state })]).stalls.has(ID)).toBe(false);
    expect(withPlaces(EMPTY_ROSTER, [added({ state })]).stalls.has(ID)).toBe(false);
  }
});

test('FW2: a place is on the phone that added it at once', () => {
  expect(withPlaces(EMPTY_ROSTER, [added({})]).stalls.get(ID)).toEqual({
    ...known,
    number: '3001',
  });
});

test('FW3, FW5: once the server has the place, its number and its turn stand', () => {
  expect(withPlaces(told, [added({})]).stalls.get(ID)).toEqual(known);
});

test('an entry whose body was left on another phone hides nothing', () => {
  expect(withPlaces(told, [added({ bodiless: true, body: {} })]).stalls.get(ID)).toEqual(known);
});
