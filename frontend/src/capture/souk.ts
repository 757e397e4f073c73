import { computed } from '@preact/signals';
import { ready } from '../roster/match';
import { buildIndex } from '../roster/search';
import { entries, me, roster } from '../store';
import { type Area, layGround, placesIn, zonesOn } from './ground';
import { day } from './now';
import { marksOn } from './presence/marks';

/** The souk of this phone and this day, as signals laid over the store's. */

export const ground = computed(() => layGround(roster.value));

export const marks = computed(() => marksOn(day.value.date, entries.value.values()));

const READ_AT_ONCE = 40;

/** Built when Find is first opened, and again when the roster changes. */
export const searchIndex = computed(() => {
  const { traders, stalls, aliases } = roster.value;
  const numbers = (ids: readonly string[]) => ids.flatMap((id) => stalls.get(id)?.number ?? []);
  return buildIndex(traders.values(), (trader) => numbers(trader.stalls), aliases);
});

/** Names read a few at a time before the first letter is typed: the index is then built at once. */
export function readNames(): () => void {
  const traders = roster.value.traders.values();
  let timer: ReturnType<typeof setTimeout>;
  const some = () => {
    for (let read = 0; read < READ_AT_ONCE; read++) {
      const { value, done } = traders.next();
      if (done) return;
      for (const name of [value.known_as, value.name_ar, value.name_latin]) if (name) ready(name);
    }
    timer = setTimeout(some);
  };
  timer = setTimeout(some);
  return () => clearTimeout(timer);
}

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
