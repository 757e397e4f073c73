import type { Stall } from '../../store/roster-types';
import { type DayMarks, type Look, lookAt } from './marks';

/** Where the walk goes next. Places are given in walking order. Pure. */

const isOpen = (marks: DayMarks, place: Stall) => !marks.byPlace.has(place.id);

/** The first place without a mark after the one marked last, going round; null when each has one. */
export function resumeAt(places: readonly Stall[], marks: DayMarks): Stall | null {
  const inArea = new Set(places.map((place) => place.id));
  const last = marks.all.filter((mark) => mark.stall_id && inArea.has(mark.stall_id)).slice(-1)[0];
  const from = places.findIndex((place) => place.id === last?.stall_id);
  return openFrom(places, marks, from + 1);
}

/** Where the walk goes from `here`, which counts as done; null when all the others have a mark. */
export function nextAfter(places: readonly Stall[], marks: DayMarks, here: Stall): Stall | null {
  const others = places.filter((place) => place.id !== here.id);
  const passed = places.findIndex((place) => place.id === here.id);
  return openFrom(others, marks, Math.max(passed, 0));
}

function openFrom(places: readonly Stall[], marks: DayMarks, from: number): Stall | null {
  const round = [...places.slice(from), ...places.slice(0, from)];
  return round.find((place) => isOpen(marks, place)) ?? null;
}

export interface Again {
  readonly place: Stall;
  /** absent: not here when one passed · passed: gone by without a mark */
  readonly why: 'absent' | 'passed';
}

/** Places for a second pass: nobody there the first time, or a gap between marks. */
export function secondPass(places: readonly Stall[], marks: DayMarks): readonly Again[] {
  const marked = places.flatMap((place, index) => (isOpen(marks, place) ? [] : [index]));
  const [first = 0] = marked;
  const furthest = Math.max(-1, ...marked);
  return places.flatMap((place, index): Again[] => {
    if (lookAt(marks, place) === 'nothere') return [{ place, why: 'absent' }];
    return index > first && index < furthest && isOpen(marks, place)
      ? [{ place, why: 'passed' }]
      : [];
  });
}

export type Counts = Readonly<Record<Look, number>>;

export function countLooks(looks: readonly Look[]): Counts {
  const counts = { present: 0, nothere: 0, other: 0, left: 0, open: 0 };
  for (const look of looks) counts[look] += 1;
  return counts;
}

/** The squares of the lane: up to three behind, the one here, the next. */
export function laneAround(places: readonly Stall[], here: Stall, next: Stall | null) {
  const at = places.findIndex((place) => place.id === here.id);
  const behind = places.slice(Math.max(0, at - 3), at);
  return { behind, here, next: next && next.id !== here.id ? next : null };
}
