import { type Codec, isSealed } from './codec';
import type { PersonDb } from './db';

const STORES = ['entries', 'ops', 'drafts', 'catalog', 'slices', 'meta'] as const;
/** A page is read, sealed and written before the next, so that a full store needs little memory. */
const PAGE_ROWS = 200;

/**
 * Seals what the release before left open. A browser killed in between finds some rows sealed and some
 * not, which reads as well; the pass then begins again and passes over what it has done.
 */
export async function reseal(db: PersonDb, codec: Codec): Promise<void> {
  for (const name of STORES) {
    const keys: IDBValidKey[] = await db.getAllKeys(name);
    for (let at = 0; at < keys.length; at += PAGE_ROWS) {
      await resealPage(db, codec, name, keys.slice(at, at + PAGE_ROWS));
    }
  }
}

type Row = { sealed: Parameters<Codec['open']>[0] };

async function resealPage(
  db: PersonDb,
  codec: Codec,
  name: (typeof STORES)[number],
  keys: readonly IDBValidKey[],
): Promise<void> {
  const found = await Promise.all(keys.map((key) => db.get(name, key as never)));
  const open = (found as (Row | undefined)[]).filter(
    (row) => row && !isSealed(row.sealed),
  ) as Row[];
  const fresh = await Promise.all(
    open.map(async (row) => ({ ...row, sealed: await codec.seal<unknown>(row.sealed) })),
  );
  const tx = db.transaction(name, 'readwrite', { durability: 'strict' });
  for (const row of fresh) {
    const key = keyIn(row, tx.store.keyPath as string);
    const now = (await tx.store.get(key as never)) as Row | undefined;
    // Written or dropped by another tab meanwhile: its word is the newer one.
    if (now && !isSealed(now.sealed)) await tx.store.put(row as never);
  }
  await tx.done;
}

function keyIn(row: Row, keyPath: string): unknown {
  return (row as unknown as Record<string, unknown>)[keyPath];
}
