import type { RecoveryKey } from '../api/types';
import { isShut } from '../entries/op';
import type { EntryRecord, OpRecord } from '../entries/record';
import type { Kept, PersonStore } from '../store/person-store';
import {
  bytesOf,
  IV_BYTES,
  joined,
  newStoreKey,
  packed,
  random,
  sealTo,
  utf8,
} from '../store/vault';

/**
 * Once its day is over, what was sent is kept for the server alone: whoever opens the store later, with
 * the right PIN too, reads what is of today, returned or unsent, and no more (VA11). Sent again into a new
 * epoch it goes as it lies here. The server's half is `backend/rahba/sync/sealed.py`; vectors in
 * `tests/vectors/sealed_op.json`.
 */

/** So that a store of many days never lies whole in memory twice. */
const ENTRIES_AT_ONCE = 50;
/** What the phone goes on reckoning with: who agreed to what, and which numbers places were given. */
const STAYS = new Set(['consent', 'place']);
/** The walk and the sheet of the last souk day can be gone on with until the next one. */
const WALKED = new Set(['presence', 'day_sheet']);
const IN_USE = new Set(['planned', 'held']);
/** By what an entry is named in a list; no answer of anybody. */
const NAMES = new Set(['action', 'outcome']);

/** By the server's date: a clock that jumps ahead seals nothing (F15). */
export async function sealSent(store: PersonStore): Promise<void> {
  const { recovery_key, last_ok_at } = store.meta;
  if (!recovery_key || !last_ok_at) return;
  const today = last_ok_at.slice(0, 10);
  if (overOn(today, store).length === 0) return;
  const seal = await sealer(recovery_key);
  while (await sealSome(store, today, seal));
}

type Seal = (op: OpRecord) => Promise<string>;

/** Its key is made for this once, and nobody here has it afterwards. */
async function sealer(recovery: RecoveryKey): Promise<Seal> {
  const key = await newStoreKey();
  const { version } = recovery;
  const wrapped = await sealTo(recovery, 'sent-ops', await bytesOf(key));
  return async ({ op_id, digest, text }) => {
    const iv = random(IV_BYTES);
    const row = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8(text));
    const sealed = packed(joined(iv, new Uint8Array(row)));
    return JSON.stringify({ sealed, version, wrapped, op_id, digest });
  };
}

/** Answers whether there was any. */
function sealSome(store: PersonStore, today: string, seal: Seal): Promise<boolean> {
  return store.change(async () => {
    const some = overOn(today, store).slice(0, ENTRIES_AT_ONCE);
    if (some.length === 0) return [null, false] as const;
    const ops = await Promise.all(some.map(({ entry }) => store.opsOf(entry.entry_id)));
    const open = ops.flat().filter(({ text }) => text !== '' && !isShut(text));
    const shut = open.map(async ({ refusal: _said, ...op }) => ({ ...op, text: await seal(op) }));
    const entries = some.map(({ entry, stamp }) => ({ entry: withoutBody(entry), stamp }));
    return [{ entries, ops: await Promise.all(shut) }, true] as const;
  });
}

function overOn(today: string, { held, drafts, roster }: PersonStore): readonly Kept[] {
  const souks = roster.souk_days.filter(({ date, status }) => date <= today && IN_USE.has(status));
  const lastSouk =
    souks
      .map(({ date }) => date)
      .sort()
      .slice(-1)[0] ?? '';
  return [...held.values()].filter(({ entry, ops }) => {
    const { kind, souk_date, settled_at } = entry;
    if (ops.length > 0 || STAYS.has(kind) || drafts.has(entry.entry_id)) return false;
    if (!isAnswered(entry) || settled_at === null) return false;
    // A correction can be read on the day on which it was made.
    return souk_date < (WALKED.has(kind) ? lastSouk : today) && settled_at.slice(0, 10) < today;
  });
}

/** For good, as far as this phone knows. */
function isAnswered({ bodiless, server, beside, discarded }: EntryRecord): boolean {
  if (bodiless || beside || server?.state === 'returned') return false;
  return server !== null || discarded !== undefined;
}

function withoutBody(entry: EntryRecord): EntryRecord {
  const named = Object.entries(entry.body).filter(([name]) => NAMES.has(name));
  return { ...entry, body: Object.fromEntries(named), bodiless: true };
}
