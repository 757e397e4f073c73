import type { RescueAnswer } from '../api/rescue';
import type { World } from '../app/world';
import { SYNC_LOCK } from '../constants';
import { backoffMs } from '../outbox/backoff';
import { rescueOf } from '../outbox/rescue';
import { changeFact, type Identity, readFact, readIdentities, storeIdOf } from '../store/facts';
import { openedKey } from '../store/open';
import { arrivals } from '../store/signals';
import { comeIn } from './newcomer';
import { arrivedIn, sendRescue } from './rescued';

/**
 * Stores that stand closed behind their PINs send all the same: sealed as they are, each by its own
 * push-only token (RS4). What comes of it is settled at the next opening, by the ordinary push.
 */

let running: Promise<void> | null = null;
let failures = 0;
let cancel: (() => void) | null = null;

/** Never rejects; a bad line is tried again by itself. */
export function sendClosedStores(world: World): Promise<void> {
  running ??= sendAll(world).finally(() => {
    running = null;
  });
  return running;
}

async function sendAll(world: World): Promise<void> {
  cancel?.();
  cancel = null;
  let later = false;
  for (const identity of await readIdentities().catch(() => [])) {
    // Sealed or not, what is wrong with one store stops no other.
    later = (await sendOne(world, identity).catch(() => false)) || later;
  }
  failures = later ? failures + 1 : 0;
  if (later) {
    cancel = world.after(backoffMs(failures, world.random()), () => void sendClosedStores(world));
  }
}

/** Answers whether it is worth trying again soon. */
async function sendOne(world: World, identity: Identity): Promise<boolean> {
  const store_id = storeIdOf(identity);
  const { push_token } = identity;
  if (!push_token || openedKey(store_id)) return false;
  const { locks } = globalThis.navigator ?? {};
  const send = () => sendFiles(world, identity, push_token);
  if (!locks) return send();
  const name = `${SYNC_LOCK}-${store_id}`;
  return locks.request(name, { ifAvailable: true }, (lock) => (lock ? send() : false));
}

async function sendFiles(world: World, identity: Identity, token: string): Promise<boolean> {
  const arrived = `arrived:${storeIdOf(identity)}` as const;
  const known = new Set(await readFact(arrived));
  const files = await rescueOf(identity, world.now(), known);
  if (files.length > 0 && identity.newcomer) {
    const reply = await comeIn(world, identity);
    if (reply.kind !== 'json') return reply.kind === 'unknown';
  }
  for (const { file, seqs } of files) {
    const reply = await sendRescue(world, file, token);
    if (reply.kind === 'unknown') return true;
    if (reply.kind !== 'json') return false;
    const here = arrivedIn(reply.body as RescueAnswer);
    const taken = seqs.filter((_, i) => here[i]);
    await changeFact(arrived, (before = []) => [...new Set([...before, ...taken])]);
    arrivals.value++;
  }
  return false;
}
