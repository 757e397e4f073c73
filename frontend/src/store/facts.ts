import { openMetaDb } from './db';
import type { StoreKeys, Tries } from './keys';

/**
 * What the phone must know before it can open a person's store, in the open: who it was joined for, how
 * each store is opened, and with which credential it pushes. A lost answer to "join" is asked for again
 * under the same join key.
 */

export interface Identity {
  readonly person: {
    readonly id: string;
    readonly name_ar: string;
    readonly name_latin: string;
    readonly sex: string | null;
  };
  readonly market_id: string;
  readonly device_id: string;
  /** Of a store that was begun beside a locked one of the same person; else it goes by the person's id. */
  readonly store_id?: string;
  /** The same person has begun a newer store, because this one could not be opened. */
  readonly superseded?: true;
  /** Of nobody: an invented souk, which reaches no server (PT1). */
  readonly practice?: true;
  /** Opens this person's sync. It lies in the sealed store, and here only until it was moved there. */
  readonly device_token?: string;
  /** Pushes and reads nothing, so it may lie outside the locked store (VA4). */
  readonly push_token?: string;
  /** Began here by the day code; until a coach says who it is, it is made known with each exchange (DC4). */
  readonly newcomer?: Newcomer;
  readonly badge_range: {
    readonly prefix: string;
    readonly starts: number;
    readonly ends: number;
  } | null;
}

/** What the server is told of somebody who began without it; nothing of it opens anything. */
export interface Newcomer {
  readonly name: string;
  readonly souk_date: string;
  readonly proof: string;
  readonly token_hash: string;
  readonly push_token_hash: string;
  /** On whose phone. */
  readonly host_device_id: string;
  readonly device: {
    readonly name: string;
    readonly app: string;
    readonly public_key: JsonWebKey;
  };
}

export interface Facts {
  /** The person whose store is open, or was last. */
  current: Identity;
  device_key: CryptoKeyPair;
  /** Wrong day codes since the last right one. */
  day_code_tries: Tries;
  /** While somebody practises: opened at each start instead of `current` (PT3). */
  practice: Identity;
  /** Everybody this phone was ever joined for: their stores stay (PH8). By store. */
  [person: `person:${string}`]: Identity;
  [keys: `keys:${string}`]: StoreKeys;
  /** Sequence numbers of ops that the server took while the store was closed; opening forgets them. */
  [arrived: `arrived:${string}`]: readonly number[];
  [join: `join:${string}`]: string;
}

export function storeIdOf({ store_id, person }: Identity): string {
  return store_id ?? person.id;
}

export function readFact<K extends keyof Facts>(key: K): Promise<Facts[K] | undefined> {
  return withDb(async (db) => (await db.get('facts', key))?.sealed as Facts[K] | undefined);
}

/** Everybody's, in the order of their ids. */
export function readIdentities(): Promise<readonly Identity[]> {
  const all = IDBKeyRange.bound('person:', 'person:\uffff');
  return withDb(async (db) =>
    (await db.getAll('facts', all)).map(({ sealed }) => sealed as Identity),
  );
}

/** Durable when it resolves. */
export function writeFact<K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> {
  return changeFact(key, () => value);
}

/** From what is there at that moment, whatever another tab does; `undefined` removes it. */
export function changeFact<K extends keyof Facts>(
  key: K,
  change: (before: Facts[K] | undefined) => Facts[K] | undefined,
): Promise<void> {
  return withDb(async (db) => {
    const tx = db.transaction('facts', 'readwrite', { durability: 'strict' });
    const after = change((await tx.store.get(key))?.sealed as Facts[K] | undefined);
    await (after === undefined ? tx.store.delete(key) : tx.store.put({ key, sealed: after }));
    await tx.done;
  });
}

async function withDb<T>(act: (db: Awaited<ReturnType<typeof openMetaDb>>) => Promise<T>) {
  const db = await openMetaDb();
  try {
    return await act(db);
  } finally {
    db.close();
  }
}
