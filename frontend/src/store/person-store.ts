import type { CatalogItem, Snapshot } from '../api/types';
import type { World } from '../app/world';
import { PRACTICE_PREFIX, STORE_PREFIX } from '../constants';
import { type Held, isLive, type OpRecord, viewOf } from '../entries/record';
import type { Draft } from '../entries/types';
import { Answered } from './answered';
import type { Codec } from './codec';
import { commit, Stale, type Writes } from './commit';
import { type CarriedFile, openPersonDb, type PersonDb } from './db';
import { StoreError } from './errors';
import { type Identity, storeIdOf } from './facts';
import { mediaLost } from './media';
import { reseal } from './reseal';
import { layItems, OLDER, unpack, withOlderForms } from './roster';
import type { Form, Roster } from './roster-types';
import { EMPTY_ROSTER } from './signals';
import { NO_META, type StoreMeta } from './store-meta';

/** One person's store, open: the database and what of it is kept in memory, always in step. */

export interface Kept extends Held {
  /** See `EntryRow`; 0 before the entry is first written. */
  readonly stamp: number;
}

/** What changed, for whoever shows it. */
export interface Told {
  readonly entries: ReadonlySet<string>;
  readonly drafts: boolean;
  readonly roster: boolean;
  readonly meta: boolean;
  /** Written by this tab just now: other tabs should read it. */
  readonly durable: boolean;
}

/** Writes, and the roster as it is once they are durable. */
export interface Planned extends Writes {
  readonly roster?: Roster;
}

const STALE_TRIES = 5;

export class PersonStore {
  readonly world: World;
  identity: Identity;
  held = new Map<string, Kept>();
  drafts = new Map<string, Draft>();
  roster: Roster = EMPTY_ROSTER;
  meta: StoreMeta = NO_META;
  /** Ids of ops in a request right now. */
  inFlight: ReadonlySet<string> = new Set();
  closed = false;
  readonly #codec: Codec;
  readonly #db: PersonDb;
  readonly #tell: (told: Told) => void;
  #queue: Promise<unknown> = Promise.resolve();
  #answered: Answered | null = null;

  private constructor(
    world: World,
    identity: Identity,
    db: PersonDb,
    codec: Codec,
    tell: (told: Told) => void,
  ) {
    this.world = world;
    this.identity = identity;
    this.#db = db;
    this.#codec = codec;
    this.#tell = tell;
  }

  /** @param lost the browser closed the database under us; `closed` is then true */
  static async open(
    world: World,
    identity: Identity,
    tell: (told: Told) => void,
    lost: () => void,
    codec: Codec,
  ): Promise<PersonStore> {
    let store: PersonStore | undefined;
    const gone = () => {
      if (store) store.closed = true;
      lost();
    };
    const prefix = identity.practice ? PRACTICE_PREFIX : STORE_PREFIX;
    const db = await openPersonDb(storeIdOf(identity), gone, prefix);
    store = new PersonStore(world, identity, db, codec, tell);
    await store.reload();
    return store;
  }

  /** What the store is sealed with. */
  get key(): CryptoKey | null {
    return this.#codec.key;
  }

  /** Empty before the first joining was answered: nobody is let in by it. */
  get token(): string {
    return this.meta.device_token ?? this.identity.device_token ?? '';
  }

  /** Seals what the release before left open. */
  reseal(): Promise<void> {
    return reseal(this.#db, this.#codec);
  }

  close(): void {
    this.closed = true;
    this.#db.close();
  }

  /** Entries whose photo is only on this phone. */
  photosWaiting(): readonly Kept[] {
    return [...this.held.values()].filter(
      (kept) => kept.entry.medium && viewOf(kept, this.inFlight).photo === 'waiting',
    );
  }

  /** Signed out by the coach: carries no roster, and goes on sending what it holds. */
  get revoked(): boolean {
    return this.meta.revoked_device === this.identity.device_id;
  }

  /** All live ops, of all entries. */
  live(): readonly OpRecord[] {
    return [...this.held.values()].flatMap((kept) => kept.ops);
  }

  /**
   * Works out a change from what is in memory, makes it durable, then shows it. One at a time; if
   * another tab wrote the same entry meanwhile, it is worked out again from what that tab wrote.
   * A plan of `null` writes nothing.
   */
  change<T>(plan: () => Promise<readonly [Planned | null, T]>): Promise<T> {
    const turn = this.#queue.then(() => this.#changeNow(plan));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #changeNow<T>(plan: () => Promise<readonly [Planned | null, T]>): Promise<T> {
    for (let tries = 0; tries < STALE_TRIES; tries++) {
      if (this.closed) throw new StoreError('store_closed');
      const [planned, answer] = await plan();
      try {
        if (planned) {
          const dropMedia = mediaLost(this, planned);
          this.#take(planned, await commit(this.#db, this.#codec, { ...planned, dropMedia }));
        }
        return answer;
      } catch (error) {
        if (!(error instanceof Stale)) throw error;
        await this.reload();
      }
    }
    throw new StoreError('store_closed');
  }

  setInFlight(op_ids: ReadonlySet<string>): void {
    const before = this.inFlight;
    this.inFlight = op_ids;
    const touched = this.live().filter((op) => before.has(op.op_id) !== op_ids.has(op.op_id));
    this.#tell({
      entries: new Set(touched.map((op) => op.entry_id)),
      drafts: false,
      roster: false,
      meta: false,
      durable: false,
    });
  }

  /** Slices of a snapshot are written one by one, beside everything else, until it is whole. */
  async keepSlice(offset: number, bytes: ArrayBuffer): Promise<void> {
    const sealed = await this.#codec.seal(bytes);
    await this.#db.put('slices', { offset, sealed });
  }

  async slices(): Promise<readonly { offset: number; bytes: ArrayBuffer }[]> {
    const rows = await this.#db.getAll('slices');
    return Promise.all(
      rows.map(async ({ offset, sealed }) => ({ offset, bytes: await this.#codec.open(sealed) })),
    );
  }

  dropSlices(): Promise<void> {
    return this.#db.clear('slices');
  }

  /** The bytes of a photo, if they are on this phone; a write under way is waited for. */
  async medium(sha256: string): Promise<ArrayBuffer | undefined> {
    await this.#queue;
    const row = await this.#db.get('media', sha256);
    return row && this.#codec.open(row.sealed);
  }

  /** A colleague's file, or what the server said of it; the same file is kept once. */
  async carry(carried: CarriedFile): Promise<void> {
    const sealed = await this.#codec.seal(carried);
    const tx = this.#db.transaction('carried', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put({ signature: carried.file.signature, sealed }), tx.done]);
  }

  async carries(): Promise<boolean> {
    return (await this.#db.count('carried')) > 0;
  }

  async carried(): Promise<readonly CarriedFile[]> {
    const rows = await this.#db.getAll('carried');
    return Promise.all(rows.map(({ sealed }) => this.#codec.open(sealed)));
  }

  dropCarried(signature: string): Promise<void> {
    return this.#db.delete('carried', signature);
  }

  /** As it lies in the database, by its keys: for another store of this phone. */
  async catalog(): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.#db.getAll('catalog');
    const values = await Promise.all(rows.map(({ sealed }) => this.#codec.open(sealed)));
    return new Map(rows.map(({ key }, i) => [key, values[i]]));
  }

  /** All ops of the entry, those long settled too. */
  async opsOf(entry_id: string): Promise<readonly OpRecord[]> {
    const rows = await this.#db.getAllFromIndex('ops', 'entry_id', entry_id);
    return this.#openOps(rows);
  }

  /** Everything this phone ever froze and still keeps. */
  async allOps(): Promise<readonly OpRecord[]> {
    return this.#openOps(await this.#db.getAll('ops'));
  }

  /** Read from the database only when it is first asked for, and between two writes. */
  answered(): Promise<Answered> {
    return this.change(async () => {
      this.#answered ??= new Answered(this.identity.device_id, await this.allOps());
      return [null, this.#answered] as const;
    });
  }

  #openOps(
    rows: readonly { seq?: number; sealed: Parameters<Codec['open']>[0] }[],
  ): Promise<readonly OpRecord[]> {
    return Promise.all(
      rows.map(async (row) => {
        const op = (await this.#codec.open(row.sealed)) as Omit<OpRecord, 'seq'>;
        return { ...op, seq: row.seq ?? 0 };
      }),
    );
  }

  /** Another tab wrote. */
  refresh(): Promise<void> {
    return this.change(async () => {
      await this.reload();
      return [null, undefined] as const;
    });
  }

  /** Reads the whole store: at start, and when another tab wrote. */
  async reload(): Promise<void> {
    const tx = this.#db.transaction(['entries', 'ops', 'drafts', 'catalog', 'meta']);
    const [entryRows, opRows, draftRows, catalogRows, metaRows] = await Promise.all([
      tx.objectStore('entries').getAll(),
      tx.objectStore('ops').index('live').getAll(1),
      tx.objectStore('drafts').getAll(),
      tx.objectStore('catalog').getAll(),
      tx.objectStore('meta').getAll(),
    ]);
    const open = this.#codec.open.bind(this.#codec);
    // Opened all at once: one after the other, each would wait for the one before.
    const [records, liveOps, openDrafts, metaValues, roster] = await Promise.all([
      Promise.all(entryRows.map((row) => open(row.sealed))),
      this.#openOps(opRows),
      Promise.all(draftRows.map((row) => open(row.sealed))),
      Promise.all(metaRows.map((row) => open(row.sealed))),
      rosterFrom(catalogRows, open),
    ]);
    const ops = new Map<string, OpRecord[]>();
    for (const op of liveOps) push(ops, op.entry_id, op);
    const held = new Map<string, Kept>();
    records.forEach((entry, i) => {
      const stamp = entryRows[i]?.stamp ?? 0;
      held.set(entry.entry_id, { entry, stamp, ops: ops.get(entry.entry_id) ?? [] });
    });
    const drafts = new Map(openDrafts.map((draft) => [draft.draft_id, draft]));
    const meta = Object.fromEntries(metaRows.map(({ key }, i) => [key, metaValues[i]]));
    const entries = new Set([...this.held.keys(), ...held.keys()]);
    // All at once: a push that reads meanwhile must not take half an outbox for the whole.
    this.#answered = null;
    Object.assign(this, { held, drafts, roster, meta: { ...NO_META, ...meta } });
    this.#tell({ entries, drafts: true, roster: true, meta: true, durable: false });
  }

  /** What became durable becomes what is in memory. */
  #take(planned: Planned, seqs: readonly number[]): void {
    const touched = new Set([
      ...(planned.entries ?? []).map(({ entry }) => entry.entry_id),
      ...(planned.erase ?? []).map(({ entry_id }) => entry_id),
    ]);
    for (const { entry, stamp } of planned.entries ?? []) {
      const ops = this.held.get(entry.entry_id)?.ops ?? [];
      this.held.set(entry.entry_id, { entry, stamp: stamp + 1, ops });
    }
    (planned.ops ?? []).forEach((op, i) => {
      this.#takeOp({ ...op, seq: seqs[i] ?? 0 });
    });
    for (const { entry_id } of planned.erase ?? []) this.held.delete(entry_id);
    for (const draft of planned.drafts ?? []) this.drafts.set(draft.draft_id, draft);
    for (const id of planned.dropDrafts ?? []) this.drafts.delete(id);
    if (planned.meta) this.meta = { ...this.meta, ...planned.meta };
    if (planned.roster) this.roster = planned.roster;
    this.#tell({
      entries: touched,
      drafts: Boolean(planned.drafts?.length || planned.dropDrafts?.length),
      roster: planned.roster !== undefined,
      meta: planned.meta !== undefined,
      durable: true,
    });
  }

  #takeOp(op: OpRecord): void {
    this.#answered?.take(op);
    const kept = this.held.get(op.entry_id);
    if (!kept) return;
    const others = kept.ops.filter((other) => other.op_id !== op.op_id);
    const ops = isLive(op) ? [...others, op].sort((a, b) => a.seq - b.seq) : others;
    this.held.set(op.entry_id, { ...kept, ops });
  }
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

async function rosterFrom(
  rows: readonly { key: string; sealed: Parameters<Codec['open']>[0] }[],
  open: Codec['open'],
): Promise<Roster> {
  let roster = EMPTY_ROSTER;
  const items: CatalogItem[] = [];
  const older: Form[] = [];
  const values = await Promise.all(rows.map((row) => open(row.sealed)));
  for (const [i, row] of rows.entries()) {
    const value = values[i];
    if (row.key === 'base') roster = unpack(JSON.parse(value as string) as Snapshot);
    else if (row.key.startsWith(OLDER)) older.push(value as Form);
    else items.push(value as CatalogItem);
  }
  return withOlderForms(layItems(roster, items), older);
}
