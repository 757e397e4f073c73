import { computed } from '@preact/signals';
import type { Rahba, Stall } from '../../store';
import { roster } from '../../store';
import { hasLane, placesIn } from '../ground';
import { kept } from '../kept';
import { day } from '../now';
import { area } from '../presence/position';
import { ground, zones } from '../souk';

/** Where no list of places exists, and where a first walk goes on. */

/** The lane under way, of a day; null: none. */
const at = kept<{ date: string; rahba: string; lane: number } | null>('first-walk', null);

export function walkLane(lane: { rahba: string; lane: number } | null): void {
  at.value = lane && { date: day.value.date, ...lane };
}

/** Where a registration that began on a walk leads back to. */
export function walkPath(place: Stall | null): string {
  const lane = at.value;
  const begunThere =
    lane?.date === day.value.date &&
    lane.rahba === place?.rahba &&
    String(lane.lane) === place.lane;
  return lane && begunThere ? `/first-walk/${lane.rahba}/${lane.lane}` : '/walk';
}

/** A section's lanes, with how many places each has: those that the team counted, and any with places. */
export function lanesOf(rahba: Rahba): readonly { lane: number; places: number }[] {
  const counts = new Map<number, number>();
  for (let lane = 1; lane <= (rahba.lanes ?? 1); lane++) counts.set(lane, 0);
  for (const place of ground.value.places.get(rahba.code) ?? []) {
    const lane = Number(place.lane);
    if (lane > 0) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  return [...counts].map(([lane, places]) => ({ lane, places })).sort((a, b) => a.lane - b.lane);
}

/** Whether a lane is one of today's zones: it is the one to lay out, and a colleague does the others. */
export function isMyLane(rahba: Rahba, lane: number): boolean {
  return zones.value.some((zone) => {
    if (zone.rahba !== rahba.code) return false;
    if (zone.from_lane != null || zone.from_order == null) return hasLane(zone, lane);
    return placesIn(ground.value, zone).some((place) => Number(place.lane) === lane);
  });
}

/** Where a place that is on no list is added: the lanes of the section that one walks. */
export const firstWalkPath = computed(() => {
  const walked = area.value ?? zones.value[0];
  return walked ? `#/first-walk/${walked.rahba}` : '#/first-walk';
});

/** Sections with a lane that has no place. */
export const bareSections = computed<readonly Rahba[]>(() =>
  roster.value.rahbas.filter((rahba) => lanesOf(rahba).some(({ places }) => places === 0)),
);

/** A first walk is under way, or there is one to begin. */
export const hasFirstWalk = computed(
  () => bareSections.value.length > 0 || at.value?.date === day.value.date,
);
