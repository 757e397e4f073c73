import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { STORE_PREFIX } from '../../src/constants';
import { keepDraft, save } from '../../src/store/save';
import { FakeServer, PERSON } from './fake-server';
import { joined, type Phone } from './phone';

/** A phone that the coach signed out: no names are left on it, and no work is lost (SPEC RV). */

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
  expect(await kept('catalog')).not.toHaveLength(0);
});

const mark = (stall_id: string) =>
  save(phone.store, [
    { kind: 'presence', body: { stall_id, status: 'present' }, souk_date: '2026-11-20' },
  ]);

/** What lies in the database itself, whatever the store says. */
async function kept(of: string): Promise<readonly unknown[]> {
  const db = await openDB(`${STORE_PREFIX}${PERSON.id}`);
  const rows = await db.getAll(of);
  db.close();
  return rows;
}

test('RV2: the roster is gone from the database, also for whoever starts the phone again', async () => {
  server.revoked = true;
  expect(await phone.sync()).toEqual({ ok: false, code: 'phone_revoked' });
  expect(await kept('catalog')).toEqual([]);
  expect(await kept('slices')).toEqual([]);
  await phone.restart();
  expect(phone.store.revoked).toBe(true);
  expect(phone.store.roster.market).toBeNull();
  expect(phone.store.roster.traders.size).toBe(0);
});

test('RV2: entries, ops and drafts stay, and what was not sent arrives as held', async () => {
  await mark('s1');
  await phone.sync();
  const [entry_id] = await mark('s2');
  const draft = { kind: 'presence', body: {}, step: 'status', souk_date: '2026-11-20' };
  await keepDraft(phone.store, { ...draft, draft_id: phone.world.newId() });
  server.revoked = true;
  await phone.sync();
  expect(await kept('entries')).toHaveLength(2);
  expect(await kept('ops')).toHaveLength(2);
  expect(await kept('drafts')).toHaveLength(1);
  expect(phone.entry(entry_id as string).state).toBe('held');
});

test('RV2: what is saved behind a bad line still goes, and nothing is asked for any more', async () => {
  server.revoked = true;
  await phone.sync();
  await mark('s1');
  phone.world.faults = ['lose_request'];
  expect(await phone.sync()).toEqual({ ok: false, code: 'network' });
  server.asked.length = 0;
  await phone.sync();
  expect(phone.waiting()).toEqual([]);
  expect(new Set(server.asked)).toEqual(new Set(['POST /sync/push']));
});

test('a session that only ended takes nothing from the phone', async () => {
  const own = server.answer.bind(server);
  server.answer = (path, init) => (path.startsWith('/sync/pull') ? signedOut() : own(path, init));
  expect(await phone.sync()).toEqual({ ok: false, code: 'not_signed_in' });
  expect(phone.store.roster.market).not.toBeNull();
});

const signedOut = () =>
  new Response(JSON.stringify({ status: 401, code: 'not_signed_in' }), {
    status: 401,
    headers: { 'Content-Type': 'application/problem+json' },
  });

test('RV3: joined again as another phone, the same store goes on and its author reads what became of it', async () => {
  const [released] = await mark('s1');
  const [discarded] = await mark('s2');
  server.revoked = true;
  await phone.sync();
  server.revoked = false;
  const op = (id: string | undefined) => ({ op_id: id as string });
  server.settle({ ...op(released), outcome: 'released', rev: 1 });
  server.settle({ ...op(discarded), outcome: 'discarded', reason: 'le téléphone était perdu' });
  await phone.restart({ device_id: '00000000-0000-4000-8000-0000000000d2' });
  expect(phone.store.revoked).toBe(false);
  expect(await phone.sync()).toEqual({ ok: true, code: null });
  expect(phone.store.roster.traders.size).toBe(1);
  expect(phone.entry(released as string).state).toBe('received');
  expect(phone.entry(discarded as string).refusal?.reason).toBe('le téléphone était perdu');
});
