import { SYNC_LOCK } from '../constants';
import { type Medium, withMedium } from '../entries/medium';
import { backoffMs } from '../outbox/backoff';
import type { Kept, PersonStore } from '../store/person-store';
import { syncStatus } from '../store/signals';
import { connectionType, mayGo } from './network';
import { ask, type Reply } from './transport';

/** Sends the photos that wait, one at a time, after the data and beside it (ME11). */

const senders = new WeakMap<PersonStore, PhotoSender>();

/** @param byHand somebody pressed the button: then any network will do */
export function sendPhotos(store: PersonStore, byHand: boolean): Promise<void> {
  const sender = senders.get(store) ?? new PhotoSender(store);
  senders.set(store, sender);
  return sender.run(byHand);
}

class PhotoSender {
  readonly #store: PersonStore;
  #turn: Promise<void> = Promise.resolve();
  #failures = 0;
  #disarm: () => void = () => undefined;

  constructor(store: PersonStore) {
    this.#store = store;
  }

  /** One after another: what was pressed by hand is not lost behind a run that may not send. */
  run(byHand: boolean): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#sendAll(byHand))
      .catch(() => undefined)
      .finally(() => {
        syncStatus.value = { ...syncStatus.value, photo_under_way: false };
      });
    return this.#turn;
  }

  async #sendAll(byHand: boolean): Promise<void> {
    this.#disarm();
    const aside = new Set<string>();
    while (!this.#store.closed && (byHand || mayGo(this.#store.meta.photos, connectionType()))) {
      const next = sendableNow(this.#store).find(({ entry }) => !aside.has(entry.entry_id));
      if (!next) return;
      syncStatus.value = { ...syncStatus.value, photo_under_way: true };
      const came = await alone(this.#store, () => sendOne(this.#store, next));
      if (typeof came === 'object') return this.#again(byHand, came.retryAfterS);
      if (came === 'aside') aside.add(next.entry.entry_id);
      else this.#failures = 0;
    }
  }

  #again(byHand: boolean, retryAfterS: number | undefined): void {
    const wait = backoffMs(this.#failures++, this.#store.world.random(), retryAfterS);
    this.#disarm = this.#store.world.after(wait, () => void this.run(byHand));
  }
}

/** Those whose entry the server has taken in: it lets no other bytes in (ME3). */
function sendableNow(store: PersonStore): readonly Kept[] {
  return store.photosWaiting().filter(({ entry }) => entry.server !== null);
}

/** Another tab may be at it (PH9); it then goes on with the rest. */
async function alone(store: PersonStore, send: () => Promise<Came>): Promise<Came> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return send();
  const name = `${SYNC_LOCK}-photos-${store.identity.person.id}`;
  return locks.request(name, { ifAvailable: true }, (lock) => (lock ? send() : 'aside'));
}

/** The last: nobody knows what became of it, and it goes again later. */
type Came = 'settled' | 'aside' | { readonly retryAfterS: number | undefined };

async function sendOne(store: PersonStore, { entry }: Kept): Promise<Came> {
  const { medium } = entry;
  if (!medium) return 'aside';
  const bytes = await store.medium(medium.sha256);
  // Dropped meanwhile, by a withdrawal perhaps: nothing is left to send.
  if (!bytes) return settle(store, entry.entry_id, medium, undefined);
  const reply = await ask(store.world, {
    path: `/sync/media/${medium.sha256}`,
    token: store.token,
    put: { bytes, type: medium.type },
    isOurs: (body) => stateIn(body) !== undefined,
  });
  if (reply.kind === 'json') {
    const now =
      stateIn(reply.body) === 'received' ? ({ ...medium, state: 'sent' } as const) : undefined;
    return settle(store, entry.entry_id, medium, now);
  }
  if (isRefusal(reply))
    return settle(store, entry.entry_id, medium, { ...medium, state: 'refused' });
  // Nothing of ours names it there yet, or this phone is to join again: the others are tried.
  if (reply.kind === 'problem' && (reply.status === 401 || reply.status === 403)) return 'aside';
  return { retryAfterS: 'retryAfterS' in reply ? reply.retryAfterS : undefined };
}

function stateIn(body: unknown): 'received' | 'erased' | undefined {
  const state = (body as { state?: unknown } | undefined)?.state;
  return state === 'received' || state === 'erased' ? state : undefined;
}

/** Other bytes than these would have to be taken: sent again, they are refused again. */
function isRefusal(reply: Reply): boolean {
  return reply.kind === 'problem' && REFUSALS.has(reply.code);
}

const REFUSALS = new Set(['medium_refused', 'too_large']);

/** Unless another photo took its place while this one was on its way. */
async function settle(
  store: PersonStore,
  entry_id: string,
  sent: Medium,
  now: Medium | undefined,
): Promise<Came> {
  await store.change(async () => {
    const kept = store.held.get(entry_id);
    if (kept?.entry.medium?.sha256 !== sent.sha256) return [null, undefined] as const;
    const entry = withMedium(kept.entry, now);
    return [{ entries: [{ entry, stamp: kept.stamp }] }, undefined] as const;
  });
  return 'settled';
}
