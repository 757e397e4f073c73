import { type Identity, readFact, readIdentities, storeIdOf } from './facts';
import { keysOf, type StoreKeys } from './keys';
import { countUnsent } from './unsent';

/** Who has a store on this phone, as far as it is known without opening any. */
export interface PersonHere {
  readonly store_id: string;
  readonly identity: Identity;
  readonly keys: StoreKeys | undefined;
  /** Changes that have not arrived, or were refused. */
  readonly unsent: number;
  /** Of those, what has arrived sealed and waits for the store to be opened. */
  readonly arrived: number;
  /** Whose store was open last. */
  readonly current: boolean;
}

/** A store that its person left behind for a newer one stands last: it is rarely the one to open. */
export async function peopleHere(): Promise<readonly PersonHere[]> {
  const [identities, current] = await Promise.all([readIdentities(), readFact('current')]);
  const inUse = identities.filter(({ superseded }) => !superseded);
  const leftBehind = identities.filter(({ superseded }) => superseded);
  return Promise.all(
    [...inUse, ...leftBehind].map(async (identity) => {
      const store_id = storeIdOf(identity);
      const { count, arrived } = await countUnsent(store_id);
      return {
        store_id,
        identity,
        keys: await keysOf(store_id),
        unsent: count,
        arrived,
        current: current !== undefined && storeIdOf(current) === store_id,
      };
    }),
  );
}
