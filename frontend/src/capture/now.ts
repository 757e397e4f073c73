import { computed, signal } from '@preact/signals';
import { realWorld, type World } from '../app/world';
import { roster } from '../store';
import { type DayChoice, dayOf, localDate } from './day';
import { kept } from './kept';

/** The souk day of the screens, as a signal. */

const today = signal(dateIn(realWorld));
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
  today.value = dateIn(world);
  document.addEventListener('visibilitychange', () => {
    today.value = dateIn(world);
  });
}

function dateIn(world: World): string {
  return localDate(new Date(world.now()));
}
