import type { LocalEntry } from '../entries/types';
import type { Roster, Stall } from './roster-types';

/**
 * The ground as shown: the server's, with the places that this phone added and without those that it
 * took back, as far as the server has not told yet (FW2). Pure.
 * @param added this phone's entries of kind `place`
 */
export function withPlaces(roster: Roster, added: readonly LocalEntry[]): Roster {
  const changed = added.filter((entry) => stands(entry) !== isThere(entry, roster));
  if (changed.length === 0) return roster;
  const stalls = new Map(roster.stalls);
  for (const entry of changed) {
    const id = entry.subject.stall_id ?? '';
    if (stands(entry)) stalls.set(id, stallOf(id, entry));
    else stalls.delete(id);
  }
  return { ...roster, stalls };
}

function stands({ state, bodiless }: LocalEntry): boolean {
  return !bodiless && state !== 'cancelled' && state !== 'rejected';
}

/** A bodiless entry says nothing either way. */
function isThere({ subject, bodiless }: LocalEntry, { stalls }: Roster): boolean {
  return !bodiless && stalls.has(subject.stall_id ?? '');
}

function stallOf(id: string, { body }: LocalEntry): Stall {
  return {
    id,
    rahba: String(body.rahba),
    lane: String(body.lane),
    number: String(body.number),
    walk_order: Number(body.number),
  };
}
