import { computed, signal } from '@preact/signals';
import { goTo } from '../../app/router';
import type { Stall } from '../../store';
import { type Area, placesIn } from '../ground';
import { kept } from '../kept';
import { day } from '../now';
import { ground, marks, zonePlaces, zones } from '../souk';
import { nextAfter, resumeAt } from './order';

/** Where one stands on the walk. After a reload: the first place without a mark after the last mark. */

/** Another part of the souk than my zone, for this day; null: my zone. */
const elsewhere = kept<{ date: string; area: Area } | null>('walk', null);
/** The place gone to; null: wherever the marks say. */
const wanted = signal<string | null>(null);
/** The second pass under way: its places, in walking order; null: the first walk. */
const pass = signal<readonly string[] | null>(null);
/** Every place has been passed: nothing is next. */
const finished = signal(false);

export const area = computed<Area | null>(() => {
  const other = elsewhere.value;
  return other?.date === day.value.date ? other.area : null;
});

/** The places of this walk, in walking order. */
export const places = computed<readonly Stall[]>(() =>
  area.value ? placesIn(ground.value, area.value) : zonePlaces.value,
);

export const hasGround = computed(() => area.value !== null || zones.value.length > 0);

/** The place one stands at; null when all are done. */
export const here = computed<Stall | null>(() => {
  const chosen = places.value.find((place) => place.id === wanted.value);
  if (chosen) return chosen;
  return finished.value ? null : resumeAt(places.value, marks.value);
});

export const next = computed<Stall | null>(() => (here.value ? after(here.value) : null));

/** On the second pass its next place, seen before or not; else the next that nobody marked. */
function after(from: Stall): Stall | null {
  const again = pass.value;
  if (!again) return nextAfter(places.value, marks.value, from);
  const ahead = again[again.indexOf(from.id) + 1];
  return places.value.find((place) => place.id === ahead) ?? null;
}

/**
 * Goes on from a place, whether or not it got a mark. The place is said, for `here` may have moved on
 * by itself once the mark was there.
 */
export function goOn(from: Stall): void {
  const ahead = after(from);
  finished.value = ahead === null;
  wanted.value = ahead?.id ?? null;
  if (ahead === null) pass.value = null;
}

/** Walks these places only, one after the other. */
export function walkAgain(again: readonly Stall[]): void {
  const [first] = again;
  if (!first) return;
  standAt(first);
  pass.value = again.map(({ id }) => id);
  goTo('/walk');
}

/** Stands at a place, on my zone's walk if it lies there, else on that of its section. */
export function standAt(place: Stall): void {
  const inZone = zonePlaces.value.some((mine) => mine.id === place.id);
  const walked = places.value.some((one) => one.id === place.id);
  if (!walked) {
    elsewhere.value = inZone ? null : { date: day.value.date, area: { rahba: place.rahba } };
  }
  if (!pass.value?.includes(place.id)) pass.value = null;
  finished.value = false;
  wanted.value = place.id;
}

export function walkTo(place: Stall): void {
  standAt(place);
  goTo('/walk');
}

/** Walks another part of the souk; null: my zone again. */
export function walkIn(other: Area | null): void {
  elsewhere.value = other && { date: day.value.date, area: other };
  pass.value = null;
  finished.value = false;
  wanted.value = null;
}
