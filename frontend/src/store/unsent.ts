import { type OpRow, openPersonDb, type PersonDb, type PersonSchema } from './db';
import { readFact } from './facts';

/** What a store has not sent, as it lies there: no key is needed for any of it (RS1). */

export interface Unsent {
  /** Changes that were not answered, or were refused. */
  readonly count: number;
  /** Of those, what the server has taken while the store was closed. */
  readonly arrived: number;
}

export async function countUnsent(store_id: string): Promise<Unsent> {
  const arrived = new Set(await readFact(`arrived:${store_id}`));
  const live = await withDb(store_id, (db) => db.getAllKeysFromIndex('ops', 'live'));
  return { count: live.length, arrived: live.filter((seq) => arrived.has(seq)).length };
}

/** Live ops in the order of saving, then those of the same entries that a later one stands in for. */
export function unsentRows(store_id: string): Promise<readonly OpRow[]> {
  return withDb(store_id, async (db) => {
    const live = await db.getAllFromIndex('ops', 'live');
    const entries = [...new Set(live.map(({ entry_id }) => entry_id))];
    const all = await Promise.all(entries.map((id) => db.getAllFromIndex('ops', 'entry_id', id)));
    return [...live, ...all.flat().filter((row) => row.superseded && !row.live)];
  });
}

/** Rows of these photos, those of them that are here, in this order. */
export function photoRows(
  store_id: string,
  digests: readonly string[],
): Promise<readonly (PersonSchema['media']['value'] | undefined)[]> {
  return withDb(store_id, (db) => Promise.all(digests.map((digest) => db.get('media', digest))));
}

async function withDb<T>(store_id: string, act: (db: PersonDb) => Promise<T>): Promise<T> {
  const db = await openPersonDb(store_id, () => undefined);
  try {
    return await act(db);
  } finally {
    db.close();
  }
}
