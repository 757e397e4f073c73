import { describe, expect, it } from 'vitest';
import { hasArrived, leftOf, onlyHere, pressing } from '../../src/app/today/day-left';
import { marksOn } from '../../src/capture/presence/marks';
import type { Draft, LocalEntry } from '../../src/entries/types';
import type { Stall } from '../../src/store/roster-types';

const FRIDAY = '2026-11-20';
const places = ['31', '32', '33'].map(
  (number): Stall => ({ id: number, rahba: 'grains', lane: 'A', number, walk_order: +number }),
);
const entry = (over: Partial<LocalEntry>): LocalEntry => ({
  entry_id: crypto.randomUUID(),
  kind: 'presence',
  schema_version: 1,
  souk_date: FRIDAY,
  subject: {},
  state: 'received',
  rev: 1,
  body: {},
  recorded_at: '',
  history: 1,
  pending: 0,
  flags: [],
  proposed_rev: null,
  ...over,
});
const draft = { draft_id: 'd', kind: 'survey' } as Draft;
const left = (entries: readonly LocalEntry[], drafts: readonly Draft[] = []) =>
  leftOf(places, marksOn(FRIDAY, entries), entries, drafts);

describe('PH14: not everything has arrived', () => {
  it('while a change is unsent, of whichever day', () => {
    const all = left([entry({ pending: 1, state: 'saved', souk_date: '2026-11-13' })]);
    expect([onlyHere(all), pressing(all)]).toEqual([1, 'unsent']);
  });

  it('while something was refused and nobody has mended it', () => {
    const all = left([entry({ pending: 1, state: 'to_fix' })]);
    expect([onlyHere(all), pressing(all)]).toEqual([1, 'to_fix']);
  });

  it('while a draft is unfinished', () => {
    const all = left([], [draft]);
    expect([onlyHere(all), pressing(all)]).toEqual([1, 'paused']);
  });

  it('while an entry is taken back and that is not sent', () => {
    expect(onlyHere(left([entry({ pending: 1, state: 'cancelled' })]))).toBe(1);
  });
});

it('ME12: the day has not arrived before its photos have, which are counted apart', () => {
  const all = left([entry({ photo: 'waiting' }), entry({ photo: 'sent' }), entry({})]);
  expect([onlyHere(all), all.photos, hasArrived(all)]).toEqual([0, 1, false]);
  expect(hasArrived(left([entry({ photo: 'sent' })]))).toBe(true);
});

it('PH14: everything has arrived with what came back and places that nobody saw', () => {
  const all = left([entry({ state: 'returned' })]);
  expect(onlyHere(all)).toBe(0);
  expect([all.returned, all.unvisited.length]).toEqual([1, 3]);
});

it('counts as unvisited the places without a mark of the day, in walking order', () => {
  const mark = { body: { stall_id: '32', status: 'absent' } };
  expect(left([entry(mark)]).unvisited.map(({ number }) => number)).toEqual(['31', '33']);
  const taken_back = entry({ ...mark, state: 'cancelled' });
  expect(left([taken_back]).unvisited).toHaveLength(3);
});
