/**
 * Sync: by itself, and by a button. Screens read `syncStatus` of the store and never wait for it.
 *
 *   startSync('button')        an exchange now; resolves when it ended, never rejects
 *   watchForWork()             once, at start: everything that sets off an exchange by itself
 */
import { computed, effect } from '@preact/signals';
import { realWorld } from '../app/world';
import { BACKGROUND_SYNC_TAG } from '../constants';
import { theStore } from '../store/open';
import type { PersonStore } from '../store/person-store';
import { phone, practising, storesHere, syncStatus } from '../store/signals';
import { type Ended, Syncer, type SyncReason } from './run';

export type { SyncReason } from './run';

let syncer: { readonly store: PersonStore; readonly it: Syncer } | null = null;

/** The exchange under way, or a new one. */
export async function startSync(reason: SyncReason): Promise<Ended> {
  void sendClosed().catch(() => undefined);
  try {
    return await current().run(reason);
  } catch {
    return { ok: false, code: 'store_closed' };
  }
}

/** "Send the photos now", pressed by a person: on whatever network there is, data first. */
export async function startPhotos(): Promise<void> {
  const { ok } = await startSync('button');
  if (ok) await current().sendPhotos(true);
}

/** For the people whose stores are closed (RS4); the code comes with the second of them. */
async function sendClosed(): Promise<void> {
  if (storesHere.value < 2 && phone.value !== 'locked') return;
  const { sendClosedStores } = await import('./closed');
  await sendClosedStores(syncer?.store.world ?? realWorld);
}

function current(): Syncer {
  const store = theStore();
  if (syncer?.store !== store) {
    syncer?.it.stop();
    syncer = { store, it: new Syncer(store) };
  }
  return syncer.it;
}

function stopSyncing(): void {
  syncer?.it.stop();
  syncer = null;
}

const isOpen = computed(
  () => !practising.value && ['ready', 'filling', 'revoked'].includes(phone.value),
);
/** A signal of its own: progress must not count as work. */
const pending = computed(() => syncStatus.value.pending);

/** Start, becoming visible, `online` (a hint), a timer while changes wait, Background Sync. */
export function watchForWork(): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') void startSync('visible');
  };
  const onOnline = () => void startSync('online');
  const onMessage = ({ data }: MessageEvent) => {
    if (data === BACKGROUND_SYNC_TAG) void startSync('background');
  };
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onOnline);
  navigator.serviceWorker?.addEventListener('message', onMessage);
  const stops = [
    effect(() => {
      if (!isOpen.value) stopSyncing();
    }),
    effect(() => {
      if (isOpen.value) void startSync('start');
    }),
    effect(() => {
      if (phone.value === 'locked') void sendClosed().catch(() => undefined);
    }),
    effect(() => {
      if (pending.value > 0 && isOpen.value) expectWork();
    }),
  ];
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('online', onOnline);
    navigator.serviceWorker?.removeEventListener('message', onMessage);
    for (const stop of stops) stop();
  };
}

function expectWork(): void {
  if (current().expectWork()) void askToBeWoken();
}

/** Not in TypeScript's library: Chromium alone has it. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Where the browser has Background Sync, it wakes an open window once there is a network again. */
async function askToBeWoken(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await (registration as WithSync | undefined)?.sync?.register(BACKGROUND_SYNC_TAG);
  } catch {
    // Not permitted here; the timer and the button do it.
    return;
  }
}
