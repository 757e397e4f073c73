import { effect } from '@preact/signals';
import type { JoinAnswer } from '../../api/types';
import { forgetKept } from '../../capture/kept';
import { APP_VERSION } from '../../constants';
import { backoffMs } from '../../outbox/backoff';
import { phone } from '../../store';
import {
  changeFact,
  type Identity,
  readFact,
  readIdentities,
  storeIdOf,
  writeFact,
} from '../../store/facts';
import { isClosed, keysOf } from '../../store/keys';
import { keepIdentity, openedKey, openFor, theStore } from '../../store/open';
import { startSync } from '../../sync';
import type { Ended } from '../../sync/run';
import { ask, type Reply } from '../../sync/transport';
import { askForStorage } from '../storage';
import type { World } from '../world';

/**
 * "Join on this phone": spends the invitation. An answer that was lost is asked for again under the
 * same join key, which this phone keeps until it was answered, so nobody is locked out (AC2).
 */

export type Joined = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** How often a request is tried before the screen says so; the person may then press again. */
const TRIES = 5;

/** `gh4k 7pqm` → `GH4K-7PQM`; also out of a scanned or opened link `…/#/join/GH4K-7PQM`. */
export function codeIn(text: string): string {
  const code = text
    .slice(text.lastIndexOf('/') + 1)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4, 8)}` : code;
}

/**
 * @param code as typed, scanned or linked
 * @returns once the phone carries the souk, or the code of what stopped it. `syncStatus` has the
 *   progress; after a failure past the joining itself, `fillPhone` goes on.
 */
export async function joinPhone(world: World, code: string): Promise<Joined> {
  if (phone.value === 'insecure' || phone.value === 'unsupported') {
    return { ok: false, code: phone.value };
  }
  const answer = await spend(world, codeIn(code));
  if ('code' in answer) return { ok: false, code: answer.code };
  await enter(world, answer.joined);
  // Answered: whoever finds the code on this phone must not be let in by it.
  await changeFact(`join:${codeIn(code)}`, () => undefined);
  await askForStorage();
  return fillPhone(world);
}

/** The token is in the store before anything is asked with it; a phone killed before asks again. */
async function enter(world: World, joined: JoinAnswer): Promise<void> {
  const { identity, key } = await placeFor(world, identityFrom(joined));
  await openFor(world, identity, key);
  await keepIdentity(theStore().identity);
  const { recovery_key = null } = joined;
  await theStore().change(async () => [{ meta: { recovery_key } }, undefined] as const);
  forgetKept();
}

/**
 * The store of this person: a new one, the one that is there, or a newer one beside it, where the one
 * that is there cannot be opened. That one is kept as it is, sealed (VA8).
 */
async function placeFor(world: World, identity: Identity): Promise<Place> {
  const theirs = (await readIdentities()).filter(({ person }) => person.id === identity.person.id);
  if (theirs.length === 0) return { identity };
  const beside: Place = { identity: { ...identity, store_id: world.newId() } };
  const mine = theirs.find(({ superseded }) => !superseded);
  if (!mine) return beside;
  const store_id = storeIdOf(mine);
  const here = mine.store_id === undefined ? identity : { ...identity, store_id };
  const opened = openedKey(store_id);
  if (opened) return { identity: here, key: opened };
  if (!isClosed(await keysOf(store_id))) return { identity: here };
  await writeFact(`person:${store_id}`, { ...mine, superseded: true });
  return beside;
}

interface Place {
  readonly identity: Identity;
  /** Where it is open already, behind a PIN. */
  readonly key?: CryptoKey;
}

/**
 * Fetches the snapshot, going on where it was; a few times, then it is for the person to press.
 *
 * @returns as soon as the phone carries the souk. Whoever waited for the rest of the exchange would be
 *   taken back to the first screen minutes later, out of the walk that they had begun meanwhile.
 */
export async function fillPhone(world: World): Promise<Joined> {
  for (let tries = 0; ; tries++) {
    const { ok, code } = await carriedOr(startSync('join'));
    if (ok) return { ok: true };
    const signedOut = code === 'not_signed_in' || code === 'phone_revoked';
    if (tries === TRIES || signedOut) return { ok: false, code: code ?? 'network' };
    await wait(world, backoffMs(tries, world.random()));
  }
}

/** The end of the exchange, or its success as soon as the souk is here. */
async function carriedOr(exchange: Promise<Ended>): Promise<Ended> {
  let stop = () => {};
  const carried = new Promise<Ended>((resolve) => {
    stop = effect(() => {
      if (phone.value === 'ready') resolve({ ok: true, code: null });
    });
  });
  try {
    return await Promise.race([exchange, carried]);
  } finally {
    stop();
  }
}

async function spend(
  world: World,
  code: string,
): Promise<{ readonly joined: JoinAnswer } | { readonly code: string }> {
  const send = { code, join_key: await joinKey(world, code), device: await deviceOf() };
  for (let tries = 0; ; tries++) {
    const reply = await ask(world, { path: '/join', send, isOurs: isJoinAnswer });
    if (reply.kind === 'json') return { joined: reply.body as JoinAnswer };
    if (reply.kind === 'problem') return { code: reply.code };
    if (tries === TRIES) return { code: whyOf(reply) };
    await wait(world, backoffMs(tries, world.random(), retryAfterOf(reply)));
  }
}

async function joinKey(world: World, code: string): Promise<string> {
  const kept = await readFact(`join:${code}`);
  if (kept) return kept;
  const made = world.newId();
  await writeFact(`join:${code}`, made);
  return made;
}

/** What the coach sees of this phone, and the key that will sign what leaves it by hand. */
export async function deviceOf() {
  return { name: deviceName(navigator.userAgent), app: APP_VERSION, public_key: await publicKey() };
}

/** `Mozilla/5.0 (Linux; Android 13; SM-A035F) …` → `Linux; Android 13; SM-A035F` */
function deviceName(userAgent: string): string {
  return (/\(([^)]*)\)/.exec(userAgent)?.[1] ?? '').slice(0, 60);
}

async function publicKey(): Promise<JsonWebKey> {
  let pair = await readFact('device_key');
  if (!pair) {
    const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
    // Not extractable: the private half can sign here and be copied nowhere.
    pair = await crypto.subtle.generateKey(p256, false, ['sign', 'verify']);
    await writeFact('device_key', pair);
  }
  return crypto.subtle.exportKey('jwk', pair.publicKey);
}

function identityFrom({ person, market, ...answer }: JoinAnswer): Identity {
  const { id, name_ar, name_latin, sex } = person;
  return {
    person: { id, name_ar, name_latin, sex },
    market_id: market.id,
    device_id: answer.device_id,
    device_token: answer.device_token,
    ...(answer.push_token !== undefined && { push_token: answer.push_token }),
    badge_range: answer.badge_range,
  };
}

function isJoinAnswer(body: unknown): boolean {
  const answer = body as Partial<JoinAnswer> | undefined;
  return (
    typeof answer?.device_token === 'string' &&
    typeof answer.device_id === 'string' &&
    typeof answer.person?.id === 'string' &&
    typeof answer.market?.id === 'string'
  );
}

function whyOf(reply: Reply): string {
  return reply.kind === 'unknown' ? reply.why : 'not_ours';
}

function retryAfterOf(reply: Reply): number | undefined {
  return 'retryAfterS' in reply ? reply.retryAfterS : undefined;
}

function wait(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => {
    world.after(ms, resolve);
  });
}
