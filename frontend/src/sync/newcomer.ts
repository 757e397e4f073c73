import type { World } from '../app/world';
import { changeFact, type Identity, storeIdOf, writeFact } from '../store/facts';
import type { PersonStore } from '../store/person-store';
import { ask, type Reply } from './transport';

/** A store that began without a network makes itself known, and hears what the coach said (DC4). */

/** Said anew with each exchange until somebody linked it: a server put back from a copy learns it too. */
export function comeIn(world: World, identity: Identity): Promise<Reply> {
  const { market_id, device_id, person, newcomer } = identity;
  const send = { market_id, device_id, person_id: person.id, ...newcomer };
  const isOurs = (body: unknown) =>
    typeof (body as { state?: unknown } | undefined)?.state === 'string';
  return ask(world, { path: '/newcomers', send, isOurs });
}

/**
 * From now on an ordinary store, of who the coach said it is. It stays where it lies; what it holds keeps
 * the id under which it was recorded.
 */
export async function follow(store: PersonStore, person: Identity['person']): Promise<void> {
  const { newcomer: _linked, ...rest } = store.identity;
  const store_id = storeIdOf(rest);
  const identity = { ...rest, store_id, person };
  await writeFact(`person:${store_id}`, identity);
  await changeFact('current', (open) => (open && storeIdOf(open) === store_id ? identity : open));
  store.identity = identity;
  await store.change(async () => [{ meta: {} }, undefined] as const);
}
