import type { Place } from './types';

/** Places of a lane, in walking order. Pure. */

export interface LaneOf {
  readonly lane: number;
  readonly places: readonly Place[];
}

export function lanesIn(places: readonly Place[]): readonly LaneOf[] {
  const lanes = new Map<number, Place[]>();
  for (const place of places) lanes.set(place.lane, [...(lanes.get(place.lane) ?? []), place]);
  return [...lanes].map(([lane, its]) => ({ lane, places: its })).sort((a, b) => a.lane - b.lane);
}

/** The ids of a lane with one place moved by a step; the same order at either end. */
export function moved(places: readonly Place[], id: string, step: -1 | 1): string[] {
  const ids = places.map((place) => place.id);
  const from = ids.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}
