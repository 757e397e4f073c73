import type { DayMarks } from '../../capture/presence/marks';
import type { Draft, LocalEntry } from '../../entries/types';
import type { Stall } from '../../store/roster-types';

/** What is left to do before one goes home. Pure. */

export interface DayLeft {
  /** Places of the walk without a mark, in walking order. */
  readonly unvisited: readonly Stall[];
  readonly returned: number;
  readonly to_fix: number;
  readonly paused: number;
  /** Entries, of whichever day, with a change that the server has not acknowledged. */
  readonly unsent: number;
  /** Photos of entries, sent or not, that are only here (ME12). */
  readonly photos: number;
}

export function leftOf(
  places: readonly Stall[],
  marks: DayMarks,
  entries: Iterable<LocalEntry>,
  drafts: Iterable<Draft>,
): DayLeft {
  const all = [...entries];
  const inState = (state: string) => all.filter((entry) => entry.state === state).length;
  return {
    unvisited: places.filter((place) => !marks.byPlace.has(place.id)),
    returned: inState('returned'),
    to_fix: inState('to_fix'),
    paused: [...drafts].length,
    unsent: all.filter((entry) => entry.pending > 0 && entry.state !== 'to_fix').length,
    photos: all.filter((entry) => entry.photo === 'waiting').length,
  };
}

/** How many of one's things no server holds; what was refused counts, for it is not taken. */
export function onlyHere({ unsent, to_fix, paused }: DayLeft): number {
  return unsent + to_fix + paused;
}

/** What to do about what is only here, the most pressing first. */
export function pressing({ unsent, to_fix }: DayLeft): 'unsent' | 'to_fix' | 'paused' {
  if (unsent > 0) return 'unsent';
  return to_fix > 0 ? 'to_fix' : 'paused';
}

/** Photos are counted apart, and the day has not arrived before they have. */
export function hasArrived(left: DayLeft): boolean {
  return onlyHere(left) === 0 && left.photos === 0;
}
