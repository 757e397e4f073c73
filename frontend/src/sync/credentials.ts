import { storeIdOf, writeFact } from '../store/facts';
import { escrowDue, wrapForRecovery } from '../store/keys';
import type { PersonStore } from '../store/person-store';
import { ask } from './transport';

/**
 * Behind an exchange: what must lie outside the store for the day on which it cannot be opened. Whatever
 * fails here is tried again with the next exchange, and holds up nothing.
 */
export async function settleCredentials(store: PersonStore): Promise<void> {
  if (!store.identity.push_token) await fetchPushToken(store);
  await wrapForRecovery(store);
  await sendStoreKey(store);
}

/** A phone that joined before there was one asks for it (VA4). */
async function fetchPushToken(store: PersonStore): Promise<void> {
  const reply = await ask(store.world, {
    path: '/sync/push-token',
    send: {},
    token: store.token,
    isOurs: (body) => typeof (body as { push_token?: unknown })?.push_token === 'string',
  });
  if (reply.kind !== 'json') return;
  const { push_token } = reply.body as { push_token: string };
  store.identity = { ...store.identity, push_token };
  await writeFact(`person:${storeIdOf(store.identity)}`, store.identity);
}

/** The key and the unlock code of a store behind a PIN, until the server has them (VA6). */
async function sendStoreKey(store: PersonStore): Promise<void> {
  const due = await escrowDue(store);
  if (!due) return;
  const version = due.send.recovery_version;
  const reply = await ask(store.world, {
    path: '/sync/store-key',
    method: 'PUT',
    send: due.send,
    token: store.token,
    isOurs: (body) => (body as { recovery_version?: unknown })?.recovery_version === version,
  });
  if (reply.kind === 'json') await due.acknowledged();
}
