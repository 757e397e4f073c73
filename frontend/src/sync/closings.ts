import type { ClosingCode, Collected, TeamPhone } from '../api/types';
import { CLOSING_STALE_MS, CLOSINGS_A_REQUEST } from '../constants';
import { manifestOf } from '../outbox/queue';
import { readFact } from '../store/facts';
import type { PersonStore } from '../store/person-store';
import { syncStatus } from '../store/signals';
import { type Closing, isSigned, readClosing, signClosing } from './closing';
import { digestOfOps } from './custody';
import { ask } from './transport';

/** Custody without a network: a phone's closing as a code, and the coach's phone that collects them. */

/** This phone's closing of the day; null where it has no key, and so can sign nothing. */
export async function ownClosing(store: PersonStore, souk_date: string): Promise<string | null> {
  const pair = await readFact('device_key');
  if (!pair) return null;
  const answered = (await store.answered()).lastDays(Number.POSITIVE_INFINITY);
  const ids = answered.get(souk_date) ?? [];
  const { by_day, refused_by_day } = manifestOf(store.live());
  const refused = refused_by_day[souk_date] ?? 0;
  const closing: Closing = {
    souk_date,
    device_id: store.identity.device_id,
    sent: Math.max(0, ids.length - refused),
    pending: by_day[souk_date] ?? 0,
    refused,
    digest: await digestOfOps(ids),
    made_at: Math.ceil(momentOf(store) / 1000),
  };
  return signClosing(closing, pair.privateKey);
}

/** ms. Never before what the server last said, however slow this phone's clock is (CL1). */
function momentOf(store: PersonStore): number {
  const { last_ok_at } = store.meta;
  const heard = last_ok_at === null ? 0 : Date.parse(last_ok_at);
  return Math.max(correctedNow(store), heard);
}

function correctedNow(store: PersonStore): number {
  return store.world.now() + (syncStatus.value.clock_skew_ms ?? 0);
}

/** What the coach's phone answers to a scan. */
export type Scanned =
  | { readonly is: 'taken' | 'again' | 'stale' | 'other_day'; readonly of: ClosingOf }
  | { readonly is: 'no_closing' | 'unknown_phone' | 'forged' };
export interface ClosingOf {
  readonly phone: TeamPhone;
  readonly closing: Closing;
}

/** Durable when it resolves with `taken`; goes with the next exchange. */
export function collect(store: PersonStore, seen: string, souk_date: string): Promise<Scanned> {
  const text = seen.trim();
  return store.change<Scanned>(async () => {
    const { team_phones, closings } = store.meta;
    const scanned = await judge(text, team_phones, souk_date, correctedNow(store));
    if (scanned.is !== 'taken') return [null, scanned] as const;
    const { closing } = scanned.of;
    const kept = closings.filter((one) => isWanted(one, souk_date));
    const before = kept.find((one) => one.device_id === closing.device_id);
    if (before && before.made_at >= closing.made_at) return [null, { ...scanned, is: 'again' }];
    const others = kept.filter((one) => one !== before);
    const { device_id, made_at } = closing;
    const fresh = { text, souk_date, device_id, made_at, code: null };
    return [{ meta: { closings: [...others, fresh] } }, scanned] as const;
  });
}

/** Of another day only what the server has not answered yet. */
function isWanted(one: Collected, souk_date: string): boolean {
  return one.souk_date === souk_date || one.code === null;
}

async function judge(
  text: string,
  phones: readonly TeamPhone[],
  souk_date: string,
  now: number,
): Promise<Scanned> {
  const closing = readClosing(text);
  if (!closing) return { is: 'no_closing' };
  const phone = phones.find(({ device_id }) => device_id === closing.device_id);
  if (!phone) return { is: 'unknown_phone' };
  if (!(await isSigned(text, phone.key))) return { is: 'forged' };
  const of = { phone, closing };
  if (closing.souk_date !== souk_date) return { is: 'other_day', of };
  const off = Math.abs(now - closing.made_at * 1000);
  return { is: off > CLOSING_STALE_MS ? 'stale' : 'taken', of };
}

/** With the coach's exchange; whatever fails is sent again with the next. */
export async function sendClosings(store: PersonStore): Promise<void> {
  const due = store.meta.closings.filter(({ code }) => code === null).slice(0, CLOSINGS_A_REQUEST);
  if (due.length === 0) return;
  const reply = await ask(store.world, {
    path: '/sync/closings',
    send: { closings: due.map(({ text }) => text) },
    token: store.token,
    isOurs: (body) => (body as { codes?: unknown[] })?.codes?.length === due.length,
  });
  if (reply.kind !== 'json') return;
  const { codes } = reply.body as { codes: readonly ClosingCode[] };
  const answered = new Map(due.map(({ text }, i) => [text, codes[i] ?? null]));
  await store.change(async () => {
    const closings = store.meta.closings.map((one) => ({
      ...one,
      code: one.code ?? answered.get(one.text) ?? null,
    }));
    return [{ meta: { closings } }, undefined] as const;
  });
}
