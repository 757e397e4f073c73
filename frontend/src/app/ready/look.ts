import { computed, signal } from '@preact/signals';
import { zonesOn } from '../../capture/ground';
import { day } from '../../capture/now';
import { IS_WHOLE, MAKE_WHOLE } from '../../constants';
import { entries, hasPin, me, storesHere, syncStatus } from '../../store';
import { askForStorage, storageReport } from '../storage';
import { updateReady } from '../update';
import { checksOf, type PhoneNow } from './checks';

/** What the browser tells of this phone, read when somebody looks. */

interface Told {
  readonly whole: boolean | null;
  readonly battery: PhoneNow['battery'];
}

/** Null before the first look. */
export const told = signal<Told | null>(null);

export async function look(): Promise<void> {
  const [whole, battery] = await Promise.all([
    askWorker(IS_WHOLE),
    readBattery(),
    askForStorage().catch(() => undefined),
  ]);
  told.value = { whole, battery };
}

/** Fetches what is lacking of this version. */
export async function makeWhole(): Promise<void> {
  await askWorker(MAKE_WHOLE);
}

/** ms; a worker that was thrown away answers nothing. */
const ANSWER_MS = 20_000;

/** Whether the worker has each file of this version; null where there are no workers. */
async function askWorker(question: string): Promise<boolean | null> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return null;
  const worker = (await serviceWorker.getRegistration())?.active;
  if (!worker) return false;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ANSWER_MS);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      resolve(data === true);
    };
    worker.postMessage(question, [port2]);
  });
}

/** Not in TypeScript's library: Chromium alone has it. */
interface WithBattery {
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
}

async function readBattery(): Promise<PhoneNow['battery']> {
  try {
    const battery = await (navigator as WithBattery).getBattery?.();
    return battery ? { level: battery.level, charging: battery.charging } : null;
  } catch {
    return null;
  }
}

/** The day that one gets ready for. */
export const souk = computed(() => {
  const { is, date, next } = day.value;
  return is === 'souk' || is === 'declared' ? date : (next?.date ?? null);
});

/** My zones on that day. */
export const zonesThen = computed(() =>
  zonesOn(me.value?.zones ?? [], souk.value ?? day.value.date, 'own'),
);

const count = (state: string) =>
  [...entries.value.values()].filter((entry) => entry.state === state).length;

export const phoneNow = computed<PhoneNow>(() => {
  const { pending, photos, last_ok_at, clock_skew_ms } = syncStatus.value;
  const { persisted, used_bytes, room_bytes } = storageReport.value;
  return {
    now: Date.now() + (clock_skew_ms ?? 0),
    whole: told.value?.whole ?? null,
    newer: updateReady.value,
    pulled_at: last_ok_at,
    zone: zonesThen.value.length > 0,
    unsent: pending + photos,
    to_fix: count('to_fix'),
    returned: count('returned'),
    persons: storesHere.value,
    pin: hasPin.value,
    persisted,
    free_bytes: room_bytes === null || used_bytes === null ? null : room_bytes - used_bytes,
    skew_ms: clock_skew_ms,
    battery: told.value?.battery ?? null,
  };
});

export const checks = computed(() => checksOf(phoneNow.value));
