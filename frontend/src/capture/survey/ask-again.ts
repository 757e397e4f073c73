import type { LocalEntry, Subject } from '../../entries/types';

/** What the coach wants asked once more, at its place and on a souk day (SV8), or took out (SV9). Pure. */

/** Paths of the answers to ask again; none once the entry is on its way back. */
export function askedAgain({ decision, state, bodiless }: LocalEntry): readonly string[] {
  if (state !== 'returned' || bodiless || decision?.decision !== 'return') return [];
  return decision.comments.flatMap(({ path, way }) => (way === 'ask_again' ? [path] : []));
}

/** Paths of the answers that the coach set to unknown, as the newest decision has it. */
export function setUnknown({ decision, pending }: LocalEntry): readonly string[] {
  if (!decision || pending > 0) return [];
  return decision.comments.flatMap(({ path, way }) => (way === 'unknown' ? [path] : []));
}

/** The entries with something to ask again, oldest first. */
export function toAskAgain(entries: Iterable<LocalEntry>): readonly LocalEntry[] {
  return [...entries]
    .filter((entry) => askedAgain(entry).length > 0)
    .sort((a, b) => (a.souk_date + a.recorded_at < b.souk_date + b.recorded_at ? -1 : 1));
}

/** Those of a place, or of a trader wherever they stand. */
export function toAskAgainOf(
  entries: Iterable<LocalEntry>,
  { stall_id, trader_id }: Subject,
): readonly LocalEntry[] {
  return toAskAgain(entries).filter(
    ({ subject }) =>
      (stall_id !== undefined && subject.stall_id === stall_id) ||
      (trader_id !== undefined && subject.trader_id === trader_id),
  );
}
