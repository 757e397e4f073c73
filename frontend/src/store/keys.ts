import type { RecoveryKey } from '../api/types';
import { FIRST_WAIT_MS, FREE_TRIES, LONGEST_WAIT_MS } from '../constants';
import { changeFact, readFact, storeIdOf } from './facts';
import type { PersonStore } from './person-store';
import {
  bytesOf,
  newStoreKey,
  newUnlockCode,
  type SecretWrap,
  sealTo,
  unwrapWith,
  utf8,
  wrapWith,
} from './vault';

/** How each store on this phone is opened: its key behind a PIN, an unlock code, the server (VA2). */

/** Wrong ones since the last right one, and until when none is tried (ms since 1970). */
export interface Tries {
  readonly wrong: number;
  readonly wait_until: number;
}

export interface StoreKeys extends Tries {
  /** The key itself, until a PIN is chosen: the phone's own lock protects it. */
  readonly bare?: CryptoKey;
  readonly pin?: SecretWrap;
  /** The newest last; an older one is good until the coach has the newer. */
  readonly codes: readonly SecretWrap[];
  /** The coach has a code that opens this store. */
  readonly with_coach?: true;
  /** For the server alone: what lets it read the outbox of a store that nobody can open. */
  readonly recovery?: { readonly of: string; readonly version: number; readonly wrapped: string };
  /** Nothing that a release before left open lies in the store any more. */
  readonly whole?: true;
}

const FRESH: StoreKeys = { codes: [], wrong: 0, wait_until: 0 };

export function keysOf(store_id: string): Promise<StoreKeys | undefined> {
  return readFact(`keys:${store_id}`);
}

/** Those that are there, or a new key in the open. Two tabs that start together agree on one. */
export async function keysMade(store_id: string): Promise<StoreKeys> {
  // Nothing is written where they are known: a phone without room must open all the same (F9).
  const known = await keysOf(store_id);
  if (known) return known;
  const made: StoreKeys = { ...FRESH, bare: await newStoreKey() };
  await changeKeys(store_id, (before) => before ?? made);
  return (await keysOf(store_id)) ?? made;
}

/** Somebody's PIN or code comes first. */
export function isClosed(keys: StoreKeys | undefined): boolean {
  return keys !== undefined && keys.bare === undefined;
}

/**
 * Signed out by the coach: the PIN opens it no more. Where the coach has no code yet it stays, since
 * nobody could read what lies here otherwise (RV4).
 */
export function forgetPin(store_id: string): Promise<void> {
  return changeKeys(store_id, (before) => {
    if (!before?.with_coach) return before;
    const { pin: _pin, ...kept } = before;
    return kept;
  });
}

export type Tried =
  | { readonly kind: 'open'; readonly key: CryptoKey }
  | { readonly kind: 'wrong' }
  /** Nothing was tried. */
  | { readonly kind: 'wait'; readonly ms: number };

/** A try is counted, durably, before it is made: a killed browser gains nothing by it (VA3). */
export async function tryPin(store_id: string, pin: string, now: number): Promise<Tried> {
  const keys = await keysOf(store_id);
  if (!keys?.pin) return { kind: 'wrong' };
  const ms = waitLeft(keys, now);
  if (ms > 0) return { kind: 'wait', ms };
  await changeKeys(store_id, (before) => countTry(before ?? keys, now));
  const key = await unwrapWith(keys.pin, pin);
  if (!key) return { kind: 'wrong' };
  await forgiveTries(store_id);
  return { kind: 'open', key };
}

/** Null: no code of this store. 50 bits need no counting. */
export async function tryCode(store_id: string, code: string): Promise<CryptoKey | null> {
  const { codes } = (await keysOf(store_id)) ?? FRESH;
  for (const wrap of [...codes].reverse()) {
    const key = await unwrapWith(wrap, code);
    if (key) return key;
  }
  return null;
}

/** ms until a PIN may be tried. A clock that was set back must not lock somebody out for years. */
export function waitLeft({ wait_until }: Tries, now: number): number {
  return Math.max(0, Math.min(wait_until - now, LONGEST_WAIT_MS));
}

export function countTry<T extends Tries>(before: T, now: number): T {
  const wrong = before.wrong + 1;
  const doublings = wrong - FREE_TRIES;
  const wait = doublings < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS);
  return { ...before, wrong, wait_until: wait === 0 ? 0 : now + wait };
}

function forgiveTries(store_id: string): Promise<void> {
  return changeKeys(store_id, (before) => before && { ...before, wrong: 0, wait_until: 0 });
}

/**
 * Puts the open store behind this PIN; its bare key goes. The first PIN brings an unlock code, and so
 * does one that was chosen because the last was forgotten, for the code is spent then.
 */
export async function choosePin(store: PersonStore, pin: string, forgotten = false): Promise<void> {
  const key = keyOf(store);
  const needsCode = forgotten || !store.meta.unlock;
  const [behindPin, made] = await Promise.all([
    wrapWith(key, pin),
    needsCode ? makeCode(key) : null,
  ]);
  await changeKeys(storeIdOf(store.identity), (before = FRESH) => {
    const { bare: _bare, ...kept } = before;
    return { ...kept, pin: behindPin, wrong: 0, wait_until: 0 };
  });
  if (made) await keepCode(store, made);
}

interface MadeCode {
  readonly code: string;
  readonly wrap: SecretWrap;
}

async function makeCode(key: CryptoKey): Promise<MadeCode> {
  const code = newUnlockCode();
  return { code, wrap: await wrapWith(key, code) };
}

/** The wrap first: the coach must never be given a code that opens nothing. */
async function keepCode(store: PersonStore, { code, wrap }: MadeCode): Promise<void> {
  await changeKeys(
    storeIdOf(store.identity),
    (before) => before && { ...before, codes: [...before.codes, wrap] },
  );
  const unlock = { code, salt: wrap.salt };
  await store.change(async () => [{ meta: { unlock, escrowed: null } }, undefined] as const);
}

/** What the server is told of a store behind a PIN; null while it has the same, or cannot be told. */
export async function escrowDue(store: PersonStore) {
  const { recovery_key } = store.meta;
  if (!recovery_key || !(await keysOf(storeIdOf(store.identity)))?.pin) return null;
  const key = keyOf(store);
  // A phone that died between PIN and code.
  if (!store.meta.unlock) await keepCode(store, await makeCode(key));
  const { unlock, escrowed } = store.meta;
  const of = nameOf(store, recovery_key);
  if (!unlock || escrowed === of) return null;
  const [wrapped_key, unlock_code_sealed] = await Promise.all([
    sealTo(recovery_key, 'store-key', await bytesOf(key)),
    sealTo(recovery_key, 'unlock-code', utf8(unlock.code)),
  ]);
  const send = { recovery_version: recovery_key.version, wrapped_key, unlock_code_sealed };
  return { send, acknowledged: () => noteEscrow(store, of, unlock.salt) };
}

/** The coach has this code now: older ones open nothing any more. */
async function noteEscrow(store: PersonStore, of: string, salt: string): Promise<void> {
  await store.change(async () => [{ meta: { escrowed: of } }, undefined] as const);
  await changeKeys(
    storeIdOf(store.identity),
    (before) =>
      before && {
        ...before,
        codes: before.codes.filter((wrap) => wrap.salt === salt),
        with_coach: true,
      },
  );
}

/** Wraps the key for the server once its recovery key is known, PIN or not. */
export async function wrapForRecovery(store: PersonStore): Promise<void> {
  const { recovery_key } = store.meta;
  const store_id = storeIdOf(store.identity);
  if (!recovery_key || !store.key) return;
  const of = nameOf(store, recovery_key);
  if ((await keysOf(store_id))?.recovery?.of === of) return;
  const wrapped = await sealTo(recovery_key, 'store-key', await bytesOf(store.key));
  const recovery = { of, version: recovery_key.version, wrapped };
  await changeKeys(store_id, (before) => before && { ...before, recovery });
}

/** Joined anew, or under another key of the server, everything is sealed again. */
function nameOf({ identity }: PersonStore, { version, x }: RecoveryKey): string {
  return `${identity.device_id} ${version} ${x}`;
}

export function noteWhole(store_id: string): Promise<void> {
  return changeKeys(store_id, (before) => before && { ...before, whole: true });
}

function keyOf({ key }: PersonStore): CryptoKey {
  if (!key) throw new TypeError('this store is not sealed');
  return key;
}

function changeKeys(
  store_id: string,
  change: (before: StoreKeys | undefined) => StoreKeys | undefined,
): Promise<void> {
  return changeFact(`keys:${store_id}`, change);
}
