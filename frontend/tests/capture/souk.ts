import { marksOn, type PresenceBody } from '../../src/capture/presence/marks';
import type { LocalEntry } from '../../src/entries/types';
import type { Stall, Trader } from '../../src/store/roster-types';

/** A small souk: places 1 to n of a section, and whoever stands there. */

export const DATE = '2026-11-20';

export const place = (number: number, rahba = 'grains'): Stall => ({
  id: `${rahba}-${number}`,
  rahba,
  lane: '1',
  number: String(number),
  walk_order: number,
});

export const places = (count: number) => Array.from({ length: count }, (_, i) => place(i + 1));

export const trader = (id: string, ...stalls: Stall[]): Trader => ({
  id,
  known_as: id,
  name_ar: null,
  name_latin: null,
  rahba: 'grains',
  trade: 'GRN01',
  badge: null,
  state: 'approved',
  tag: null,
  stalls: stalls.map((stall) => stall.id),
});

let clock = 0;

/** A mark recorded now: later than all before it. */
export function marked(body: PresenceBody, changes: Partial<LocalEntry> = {}): LocalEntry {
  clock += 1;
  const { stall_id, trader_id } = body;
  return {
    entry_id: `entry-${clock}`,
    kind: 'presence',
    schema_version: 1,
    souk_date: DATE,
    subject: { ...(stall_id && { stall_id }), ...(trader_id && { trader_id }) },
    state: 'saved',
    rev: 0,
    body,
    recorded_at: new Date(Date.UTC(2026, 10, 20, 7, 0, clock)).toISOString(),
    history: 1,
    pending: 1,
    flags: [],
    proposed_rev: null,
    ...changes,
  };
}

export const marksOf = (...entries: LocalEntry[]) => marksOn(DATE, entries);

export const seen = (stall: Stall, status: PresenceBody['status'] = 'present') =>
  marked({ stall_id: stall.id, status });
