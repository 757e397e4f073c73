import { openPersonDb } from './db';
import { type Identity, readFact, readIdentities, storeIdOf } from './facts';
import { keysOf, type StoreKeys } from './keys';

/** Who has a store on this phone, as far as it is known without opening any. */
export interface PersonHere {
  readonly store_id: string;
  readonly identity: Identity;
  readonly keys: StoreKeys | undefined;
  /** Changes that have not arrived, or were refused. */
  readonly unsent: number;
  /** Whose store was open last. */
  readonly current: boolean;
}

export async function peopleHere(): Promise<readonly PersonHere[]> {
  const [identities, current] = await Promise.all([readIdentities(), readFact('current')]);
  return Promise.all(
    identities.map(async (identity) => {
      const store_id = storeIdOf(identity);
      return {
        store_id,
        identity,
        keys: await keysOf(store_id),
        unsent: await unsentIn(store_id),
        current: current !== undefined && storeIdOf(current) === store_id,
      };
    }),
  );
}

/** The index of live ops lies open (VA1): it needs no key. */
async function unsentIn(store_id: string): Promise<number> {
  const db = await openPersonDb(store_id, () => undefined);
  try {
    return await db.countFromIndex('ops', 'live');
  } finally {
    db.close();
  }
}
