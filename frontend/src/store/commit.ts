import type { IDBPTransaction } from 'idb';
import { type EntryRecord, isLive, type OpRecord } from '../entries/record';
import type { Draft } from '../entries/types';
import type { Codec } from './codec';
import type { EntryRow, OpRow, PersonDb, PersonSchema } from './db';
import { StoreError } from './errors';

/** The one way to write a person's store. */

/** What belongs together: all of it becomes durable, or nothing. */
export interface Writes {
  /** `stamp`: the one the change was worked out from; 0 for an entry that was not there. */
  readonly entries?: readonly { readonly entry: EntryRecord; readonly stamp: number }[];
  readonly erase?: readonly Erased[];
  /** Without `seq`: new. */
  readonly ops?: readonly (Omit<OpRecord, 'seq'> & { readonly seq?: number })[];
  readonly dropOps?: readonly number[];
  readonly drafts?: readonly Draft[];
  readonly dropDrafts?: readonly string[];
  /** Bytes of photos by digest, with the entry or draft that names them. */
  readonly media?: ReadonlyMap<string, ArrayBuffer>;
  readonly dropMedia?: readonly string[];
  readonly catalog?: ReadonlyMap<string, unknown>;
  /** Empties the catalog before `catalog` is written: the swap of a snapshot. */
  readonly swapCatalog?: boolean;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** `stamp`: as for `entries`; what another tab has changed meanwhile is not erased. */
export interface Erased {
  readonly entry_id: string;
  readonly stamp: number;
}

/** Another tab wrote one of the entries meanwhile: read again, work it out again. */
export class Stale extends Error {}

type Tx = IDBPTransaction<PersonSchema, typeof STORES, 'readwrite'>;
type Rows = Awaited<ReturnType<typeof sealAll>>;

const STORES = ['entries', 'ops', 'drafts', 'catalog', 'slices', 'meta', 'media'] as const;

/**
 * Seals everything first, then writes it in one transaction of strict durability; resolves at its
 * `complete`. Answers the sequence numbers of `writes.ops`, in their order.
 * @throws Stale · StoreError `storage_full` or `store_closed`
 */
export async function commit(db: PersonDb, codec: Codec, writes: Writes): Promise<number[]> {
  const rows = await sealAll(codec, writes);
  let tx: Tx;
  try {
    tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  } catch (error) {
    throw new StoreError('store_closed', error);
  }
  const done = tx.done.then(
    () => null,
    (error: unknown) => error,
  );
  try {
    await refuseStale(tx, rows.entries, writes.erase ?? []);
    const seqs = await putAll(tx, rows, writes);
    const failure = await done;
    if (failure) throw failure;
    return seqs;
  } catch (error) {
    if (error instanceof Stale) throw error;
    // A request fails with "aborted"; the transaction itself knows why.
    throw named((await done) ?? error);
  }
}

async function refuseStale(
  tx: Tx,
  rows: readonly EntryRow[],
  erase: readonly Erased[],
): Promise<void> {
  const store = tx.objectStore('entries');
  const read = [...rows.map((row) => ({ ...row, stamp: row.stamp - 1 })), ...erase];
  const known = await Promise.all(read.map(({ entry_id }) => store.get(entry_id)));
  if (read.every(({ stamp }, i) => (known[i]?.stamp ?? 0) === stamp)) return;
  tx.abort();
  throw new Stale();
}

async function putAll(tx: Tx, rows: Rows, writes: Writes): Promise<number[]> {
  const entries = tx.objectStore('entries');
  const ops = tx.objectStore('ops');
  const drafts = tx.objectStore('drafts');
  const catalog = tx.objectStore('catalog');
  const meta = tx.objectStore('meta');
  const media = tx.objectStore('media');
  const swap = writes.swapCatalog ? [catalog.clear(), tx.objectStore('slices').clear()] : [];
  const seqs = Promise.all(rows.ops.map((row) => ops.put(row)));
  await Promise.all([
    seqs,
    ...swap,
    ...(writes.erase ?? []).map(({ entry_id }) => entries.delete(entry_id)),
    ...(writes.dropOps ?? []).map((seq) => ops.delete(seq)),
    ...(writes.dropDrafts ?? []).map((id) => drafts.delete(id)),
    ...rows.entries.map((row) => entries.put(row)),
    ...rows.drafts.map((row) => drafts.put(row)),
    ...rows.catalog.map((row) => catalog.put(row)),
    ...rows.meta.map((row) => meta.put(row)),
    ...rows.media.map((row) => media.put(row)),
    ...(writes.dropMedia ?? []).map((digest) => media.delete(digest)),
  ]);
  return seqs;
}

async function sealAll(codec: Codec, writes: Writes) {
  const [entries, ops, drafts, catalog, meta, media] = await Promise.all([
    each(writes.entries, async ({ entry, stamp }) => ({
      entry_id: entry.entry_id,
      stamp: stamp + 1,
      sealed: await codec.seal(entry),
    })),
    each(
      writes.ops,
      async ({ seq, ...op }): Promise<OpRow> => ({
        ...(seq !== undefined && { seq }),
        op_id: op.op_id,
        entry_id: op.entry_id,
        ...(isLive(op) && { live: 1 as const }),
        ...(op.status === 'superseded' && op.answered && { superseded: 1 as const }),
        sealed: await codec.seal(op),
      }),
    ),
    each(writes.drafts, async (draft) => ({
      draft_id: draft.draft_id,
      sealed: await codec.seal(draft),
    })),
    each([...(writes.catalog ?? [])], ([key, value]) => keyed(codec, key, value)),
    each(Object.entries(writes.meta ?? {}), ([key, value]) => keyed(codec, key, value)),
    each([...(writes.media ?? [])], async ([sha256, bytes]) => ({
      sha256,
      sealed: await codec.seal(bytes),
    })),
  ]);
  return { entries, ops, drafts, catalog, meta, media };
}

async function keyed(codec: Codec, key: string, value: unknown) {
  return { key, sealed: await codec.seal(value) };
}

function each<T, R>(items: readonly T[] | undefined, make: (item: T) => Promise<R>): Promise<R[]> {
  return Promise.all((items ?? []).map(make));
}

/** The browser's errors under our names; what is not the store's trouble goes on as it is. */
function named(error: unknown): unknown {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new StoreError('storage_full', error);
  if (name === 'InvalidStateError' || name === 'AbortError' || name === 'UnknownError') {
    return new StoreError('store_closed', error);
  }
  return error;
}
