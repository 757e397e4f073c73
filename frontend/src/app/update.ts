import { effect, signal } from '@preact/signals';
import { BUSY_LOCK, QUIET_CACHE, QUIET_URL, TAKE_OVER, UPDATE_CHECK_MS } from '../constants';
import type { SoukDay } from '../store';
import { practising, roster } from '../store';

/** New versions of the app: fetched outside souk hours, taken when nobody is in the middle of something. */

/** A whole new version is here and waits. */
export const updateReady = signal(false);
/** How many screens of this window are in the middle of something. */
export const busy = signal(0);

let waiting: ServiceWorker | null = null;

/** Called by a form when it opens; the answer is called when it closes. Holds off every tab's update. */
export function beBusy(): () => void {
  busy.value++;
  let release: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(BUSY_LOCK, { mode: 'shared' }, () => closed);
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    busy.value--;
    release();
  };
}

/** Registers the worker and watches for its successor. */
export async function watchForUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  followWorker(navigator.serviceWorker);
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  effect(() => {
    // In practice every day is a souk day.
    if (!practising.value) void keepQuietHours(roster.value.souk_days);
  });
  notice(registration);
  document.addEventListener('visibilitychange', lookAgain(registration, Date.now));
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => notice(registration));
  });
}

/**
 * A window that is never closed would never hear of a new version: it looks when it is shown again.
 * @param now ms since 1970; registering has just looked
 */
export function lookAgain(
  registration: Pick<ServiceWorkerRegistration, 'update'>,
  now: () => number,
): () => void {
  let looked = now();
  return () => {
    // A clock that was set back must not stop the looking.
    if (document.visibilityState !== 'visible' || Math.abs(now() - looked) < UPDATE_CHECK_MS)
      return;
    looked = now();
    void registration.update().catch(() => undefined);
  };
}

/**
 * Every window goes over to the new version with its worker, the ones that did not ask too: the old
 * version's files are gone (F11). The first worker of all changes nothing.
 */
function followWorker(workers: ServiceWorkerContainer): void {
  let had = workers.controller !== null;
  const changed = signal(false);
  workers.addEventListener('controllerchange', () => {
    changed.value = had;
    had = true;
  });
  effect(() => {
    if (changed.value && busy.value === 0) location.reload();
  });
}

function notice(registration: ServiceWorkerRegistration): void {
  // Without an active one, this is the first: it takes over by itself.
  if (!registration.waiting || !registration.active) return;
  waiting = registration.waiting;
  updateReady.value = true;
}

/**
 * Changes to the new version; the window loads again with it.
 * @returns false if somebody, here or in another tab, is in the middle of something (F11)
 */
export async function takeUpdate(): Promise<boolean> {
  if (busy.value > 0 || !waiting) return false;
  const { locks } = navigator;
  if (!locks) return takeNow();
  return locks.request(BUSY_LOCK, { ifAvailable: true }, (lock) => lock !== null && takeNow());
}

function takeNow(): boolean {
  waiting?.postMessage(TAKE_OVER);
  return true;
}

/**
 * Tells the worker the hours of the souk, in which it fetches no update: `[from, to]` in ms since
 * 1970. A worker can read caches, and not the roster.
 */
async function keepQuietHours(days: readonly SoukDay[]): Promise<void> {
  if (days.length === 0 || !globalThis.caches) return;
  const hours = days.map(({ date, opens, closes }) => [at(date, opens), at(date, closes)]);
  const cache = await caches.open(QUIET_CACHE);
  await cache.put(QUIET_URL, new Response(JSON.stringify(hours)));
}

/** The phone is at the souk, so its own time zone is the souk's. */
function at(date: string, time: string): number {
  return new Date(`${date}T${time}`).getTime();
}
