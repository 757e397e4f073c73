import { computed } from '@preact/signals';
import { entries, me, roster } from '../store';
import { type Area, layGround, placesIn, zonesOn } from './ground';
import { day } from './now';
import { marksOn } from './presence/marks';

/** The souk of this phone and this day, as signals laid over the store's. */

export const ground = computed(() => layGround(roster.value));

export const marks = computed(() => marksOn(day.value.date, entries.value.values()));

/** My zones of the day, in the order in which they were given. */
export const zones = computed<readonly Area[]>(() =>
  zonesOn(me.value?.zones ?? [], day.value.date, 'own'),
);

/** Colleagues' zones that I am to take over when they are ill, or after my own. */
export const backupZones = computed<readonly Area[]>(() =>
  zonesOn(me.value?.zones ?? [], day.value.date, 'backup'),
);

export const zonePlaces = computed(() =>
  zones.value.flatMap((zone) => placesIn(ground.value, zone)),
);

/** This day's entries that stand: what is said to be saved on the phone. */
export const savedToday = computed(() => {
  let count = 0;
  for (const entry of entries.value.values()) {
    if (entry.souk_date === day.value.date && entry.state !== 'cancelled') count += 1;
  }
  return count;
});
