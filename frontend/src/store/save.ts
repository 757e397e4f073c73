import { SCHEMA_VERSION } from '../constants';
import {
  type Author,
  isRepairable,
  isUnsettled,
  planOp,
  subjectOf,
  wasNeverTaken,
} from '../entries/change';
import { mediumAfter, withMedium } from '../entries/medium';
import { digestOf, freeze, type Op, thaw } from '../entries/op';
import { type EntryRecord, type Held, type OpRecord, recordOf } from '../entries/record';
import type { Body, Draft, Subject } from '../entries/types';
import { StoreError } from './errors';
import { photosTakenBack } from './media';
import type { PersonStore, Planned } from './person-store';

/** Saving: one transaction writes entry and op, frozen; what it stands in for is marked with it. */

/** An entry as a form hands it over. Without `entry_id` it is a new one. */
export interface EntryInput {
  /** A known entry is revised; an unknown id (of a draft) is created under it, and the draft dropped. */
  readonly entry_id?: string;
  readonly kind: string;
  readonly body: Body;
  readonly souk_date: string;
  /** Default: `trader_id` and `stall_id` of the body. */
  readonly subject?: Subject;
}

export type DraftInput = Omit<Draft, 'saved_at' | 'subject'> & { readonly subject?: Subject };

type NewOp = Omit<OpRecord, 'seq'>;
interface Written {
  readonly entry: EntryRecord;
  readonly stamp: number;
  readonly ops: readonly (NewOp & { readonly seq?: number })[];
}

/** Answers the entry ids, in order. Several inputs stand or fall together. */
export function save(
  store: PersonStore,
  inputs: readonly EntryInput[],
): Promise<readonly string[]> {
  return store.change(async () => {
    const written = await Promise.all(inputs.map((input) => writeInput(store, input)));
    const changed = written.filter((one): one is Written => one !== null && 'entry' in one);
    const ids = inputs.map((input, i) => written[i]?.entry.entry_id ?? input.entry_id ?? '');
    const dropDrafts = ids.filter((id) => store.drafts.has(id));
    const { entries, ops } = gather(changed);
    const bare = photosTakenBack(store, inputs).map(({ entry, stamp }) => ({
      entry: withMedium(entry, undefined),
      stamp,
    }));
    return [{ entries: [...entries, ...bare], ops, dropDrafts }, ids] as const;
  });
}

/** One new op in place of the refused ones and of all that waits behind them (PH4). */
export function fix(store: PersonStore, entry_id: string, body: Body): Promise<void> {
  return store.change(async () => {
    const held = known(store, entry_id);
    const { kind, souk_date } = held.entry;
    const written = await write(store, held, { kind, souk_date, body }, true);
    return [{ ...gather([written]), dropDrafts: [entry_id] }, undefined] as const;
  });
}

/** Takes an entry back: an op of its own, also while the first one is in flight (PR1). */
export function cancel(store: PersonStore, entry_id: string): Promise<void> {
  return store.change(async () => {
    const held = known(store, entry_id);
    const { kind, souk_date } = held.entry;
    const repair = isRepairable(held);
    // Behind a refusal an earlier cancel waits for ever: said again, it stands in for both.
    if (isCancelled(held) && !repair) return [null, undefined] as const;
    if (repair && wasNeverTaken(held)) return [withdraw(held), undefined] as const;
    const written = await write(store, held, { kind, souk_date, body: null }, repair);
    return [gather([written]), undefined] as const;
  });
}

/** @param media bytes of the photo that the draft names from now on */
export function keepDraft(
  store: PersonStore,
  draft: DraftInput,
  media: ReadonlyMap<string, ArrayBuffer> = new Map(),
): Promise<void> {
  const saved_at = new Date(store.world.now()).toISOString();
  const kept: Draft = { ...draft, subject: draft.subject ?? subjectOf(draft.body), saved_at };
  return store.change(async () => [{ drafts: [kept], media }, undefined] as const);
}

export function removeDraft(store: PersonStore, draft_id: string): Promise<void> {
  return store.change(async () => [{ dropDrafts: [draft_id] }, undefined] as const);
}

async function writeInput(store: PersonStore, input: EntryInput): Promise<Written | null> {
  const held = input.entry_id === undefined ? undefined : store.held.get(input.entry_id);
  if (held && isCancelled(held)) throw new StoreError('cancelled');
  // A second press of "save" finds the first one waiting, with the same content (OP1).
  if (held && isWaiting(held, input)) return null;
  return write(store, held, input, held !== undefined && isRepairable(held));
}

type Wanted = Omit<EntryInput, 'body'> & { readonly body: Body | null };

async function write(
  store: PersonStore,
  held: (Held & { stamp: number }) | undefined,
  wanted: Wanted,
  repair: boolean,
): Promise<Written> {
  const { world } = store;
  const entry_id = held?.entry.entry_id ?? wanted.entry_id ?? world.newId();
  const change = {
    entry_id,
    // The op that begins an entry goes by the entry's id: one id less on the wire, a sixth of a mark.
    op_id: held ? world.newId() : entry_id,
    kind: wanted.kind,
    schema_version: SCHEMA_VERSION,
    souk_date: wanted.souk_date,
    body: wanted.body,
    recorded_at: new Date(world.now()).toISOString(),
    tz_offset_min: world.tzOffsetMin(),
  };
  const { op, superseded } = planOp(held, change, authorOf(store), repair);
  const text = freeze(op);
  const frozen = thaw(text);
  return {
    entry: entryAfter(held?.entry, frozen, wanted.subject),
    stamp: held?.stamp ?? 0,
    ops: [...superseded.map(supersede), recordOf(frozen, text, await digestOf(text))],
  };
}

/** All that was refused stays kept, and nothing is sent for it any more. */
function withdraw({ entry, ops, stamp }: Held & { stamp: number }): Planned {
  return {
    entries: [{ entry: { ...entry, withdrawn: true }, stamp }],
    ops: ops.filter(isUnsettled).map(supersede),
  };
}

function supersede(op: OpRecord): OpRecord {
  return { ...op, status: 'superseded', todo: false };
}

/** What is shown is what was frozen, to the character. */
function entryAfter(
  before: EntryRecord | undefined,
  op: Op,
  subject: Subject | undefined,
): EntryRecord {
  const body = op.body ?? before?.body ?? {};
  const { discarded: _settled, ...rest } = before ?? {};
  const entry: EntryRecord = {
    server: null,
    beside: null,
    settled_at: null,
    ...rest,
    entry_id: op.entry_id,
    kind: op.kind,
    schema_version: op.schema_version,
    souk_date: op.souk_date,
    subject: subject ?? (op.body ? subjectOf(op.body) : (before?.subject ?? {})),
    body,
    bodiless: op.body === null && (before?.bodiless ?? false),
    recorded_at: op.recorded_at,
    history: (before?.history ?? 0) + 1,
  };
  return withMedium(entry, mediumAfter(before, op.body));
}

function gather(written: readonly Written[]) {
  return {
    entries: written.map(({ entry, stamp }) => ({ entry, stamp })),
    ops: written.flatMap(({ ops }) => ops),
  };
}

function authorOf(store: PersonStore): Author {
  const { market_id, device_id, person } = store.identity;
  return { market_id, person_id: person.id, device_id, epoch: store.meta.epoch };
}

function known(store: PersonStore, entry_id: string) {
  const held = store.held.get(entry_id);
  if (!held) throw new StoreError('unknown_entry');
  return held;
}

function isCancelled({ entry, ops }: Held): boolean {
  const last = ops.slice(-1)[0];
  if (last?.status === 'pending') return last.type === 'cancel';
  return entry.withdrawn === true || entry.server?.state === 'cancelled';
}

function isWaiting({ entry, ops }: Held, input: EntryInput): boolean {
  const last = ops.slice(-1)[0];
  return (
    last?.status === 'pending' &&
    entry.souk_date === input.souk_date &&
    JSON.stringify(entry.body) === JSON.stringify(input.body)
  );
}
