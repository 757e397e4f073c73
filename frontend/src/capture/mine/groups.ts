import type { EntryState, LocalEntry } from '../../entries/types';

/** Which entries My entries shows, and in what order. Pure. */

/** The states in the order in which they want attention. */
export const SHOWN_STATES: readonly EntryState[] = [
  'returned',
  'to_fix',
  'held',
  'unsupported',
  'saved',
  'sending',
  'proposed',
  'received',
  'rejected',
  'approved',
];

export interface Group {
  readonly state: EntryState;
  readonly count: number;
}

/** What is still open, over all days: returned first, then what to fix. Oldest first. */
export function openOf(entries: Iterable<LocalEntry>, state: EntryState): readonly LocalEntry[] {
  return [...entries]
    .filter((entry) => entry.state === state)
    .sort((a, b) => (a.souk_date + a.recorded_at < b.souk_date + b.recorded_at ? -1 : 1));
}

/** Counts by state of the entries that `within` holds for; empty states are left out. */
export function grouped(
  entries: Iterable<LocalEntry>,
  within: (entry: LocalEntry) => boolean,
): readonly Group[] {
  const counts = new Map<EntryState, number>();
  for (const entry of entries) {
    if (within(entry)) counts.set(entry.state, (counts.get(entry.state) ?? 0) + 1);
  }
  return SHOWN_STATES.flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [{ state, count }];
  });
}

export interface Filter {
  readonly state: EntryState | null;
  readonly when: 'today' | 'before';
}

/** Newest first. What was taken back is not listed. */
export function filtered(
  entries: Iterable<LocalEntry>,
  { state, when }: Filter,
  date: string,
): readonly LocalEntry[] {
  return [...entries]
    .filter((entry) => (entry.souk_date === date) === (when === 'today'))
    .filter((entry) => (state ? entry.state === state : entry.state !== 'cancelled'))
    .sort((a, b) => (a.recorded_at > b.recorded_at ? -1 : 1));
}
