import { computed, effect, signal } from '@preact/signals';
import { realWorld, type World } from '../app/world';
import { DAY_MS } from '../constants';
import { roster, syncStatus } from '../store';
import { type DayChoice, dayOf, todayOf } from './day';
import { kept } from './kept';

/** The souk day of the screens, as a signal. */

const clock = signal(realWorld.now());
/** Of less than a day, none: it changes no date, and would be written at each exchange. */
const skew = kept('clock_skew_ms', 0);
const today = computed(() => todayOf(roster.value.souk_days, clock.value, skew.value));
const chosen = kept<DayChoice | null>('day', null);

export const day = computed(() => dayOf(roster.value.souk_days, today.value, chosen.value));

/** Work for another day than the calendar gives, until midnight. */
export function chooseDay(date: string): void {
  chosen.value = { made_on: today.value, date };
}

export function declareToday(): void {
  chooseDay(today.value);
}

/** What the calendar says of today, whatever was chosen. */
export function toCalendar(): void {
  chosen.value = null;
}

/** A phone that slept over midnight wakes up on the next day. */
export function watchDate(world: World): void {
  clock.value = world.now();
  document.addEventListener('visibilitychange', () => {
    clock.value = world.now();
  });
  effect(() => {
    const heard = syncStatus.value.clock_skew_ms;
    if (heard !== null) skew.value = Math.abs(heard) < DAY_MS ? 0 : heard;
  });
}
