import type { CarriedCode } from '../api/types';
import type { PersonStore } from '../store/person-store';
import { ask } from './transport';

/** How many souk days ahead a phone wants the codes of; the server sends one more. */
const WANTED = 2;

/**
 * Whether a code of the coming souk days is missing here, or the code itself on the phone of somebody who
 * became a coach since (DC2). By the server's date: this phone's may be off.
 */
export function codesDue({ meta, roster }: PersonStore): boolean {
  const today = meta.last_ok_at?.slice(0, 10) ?? '';
  const coming = roster.souk_days.filter(
    ({ date, status }) => date >= today && (status === 'planned' || status === 'held'),
  );
  const reads = meta.team_phones.length > 0;
  return coming.slice(0, WANTED).some(({ date }) => {
    const carried = meta.day_codes.find(({ souk_date }) => souk_date === date);
    return !carried || (reads && !carried.code);
  });
}

/** What failed is asked for after the next exchange. */
export async function fetchDayCodes(store: PersonStore): Promise<void> {
  const { world, token } = store;
  const reply = await ask(world, { path: '/sync/day-codes', token, isOurs: areCodes });
  if (reply.kind !== 'json') return;
  const { codes: day_codes } = reply.body as { codes: readonly CarriedCode[] };
  await store.change(async () => [{ meta: { day_codes } }, undefined] as const);
}

function areCodes(body: unknown): boolean {
  return Array.isArray((body as { codes?: unknown } | undefined)?.codes);
}
