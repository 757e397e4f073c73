import 'fake-indexeddb/auto';
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CarriedCode } from '../../src/api/types';
import { codeDay } from '../../src/app/join/code-day';
import { addNewcomer, codeWait } from '../../src/app/join/newcomer';
import { dayOf, todayOf } from '../../src/capture/day';
import { entries, me, openStore, phone, roster, saveEntry, storesHere } from '../../src/store';
import { type Newcomer, readFact, readIdentities, writeFact } from '../../src/store/facts';
import { choosePin, tryPin } from '../../src/store/keys';
import { closeStore, openFor, theStore } from '../../src/store/open';
import type { SoukDay } from '../../src/store/roster-types';
import { sendClosedStores } from '../../src/sync/closed';
import { Syncer } from '../../src/sync/run';
import { FakeServer, json, PERSON, problem, unpacked } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { TestWorld } from '../sync/phone';

/** Somebody new on a colleague's phone, without a network (DC3, DC4). */

vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  KDF_ROUNDS: 10,
}));

const CODE = '48271936';
const SALT = Buffer.alloc(16, 7);
const BITS = pbkdf2Sync(CODE, SALT, 10, 32, 'sha256');
const CARRIED: CarriedCode = {
  souk_date: '2026-11-20',
  rounds: 10,
  salt: SALT.toString('base64url'),
  check: createHash('sha256').update('rahba day code').update(BITS).digest('base64url'),
};

interface Came extends Newcomer {
  readonly market_id: string;
  readonly device_id: string;
  readonly person_id: string;
}

/** A server that takes newcomers; `saidOf`: who the coach said it is. */
class Server extends FakeServer {
  came: Came[] = [];
  saidOf: typeof PERSON | null = null;
  closedDoor = false;

  override answer(path: string, init: RequestInit & { body?: unknown }): Response {
    const token = new Headers(init.headers).get('Authorization') ?? '';
    if (path === '/newcomers') return this.#comeIn(unpacked(init));
    const last = this.came.slice(-1)[0];
    const theirs = last && sha(token.replace('Bearer ', '')) === last.token_hash;
    if (!theirs) return super.answer(path, init);
    this.revoked = this.saidOf === null;
    try {
      if (this.revoked && path !== '/sync/push') return problem(403, 'not_linked');
      this.person = this.saidOf ?? PERSON;
      return super.answer(path, init);
    } finally {
      this.revoked = false;
    }
  }

  #comeIn(came: Came): Response {
    if (this.closedDoor) return problem(429, 'too_many_attempts');
    this.came.push(came);
    return json({ state: this.saidOf ? 'linked' : 'waiting' });
  }
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

let server: Server;
let world: TestWorld;
beforeEach(async () => {
  closeStore();
  globalThis.indexedDB = new IDBFactory();
  server = new Server();
  world = new TestWorld(server);
  phone.value = 'not_joined';
  vi.stubGlobal('fetch', world.fetch.bind(world));
  await joinAndSettle(world, 'GH4K-7PQM');
  await choosePin(theStore(), '2580');
});

const mark = (stall_id: string) =>
  saveEntry({
    kind: 'presence',
    body: { stall_id, status: 'present' },
    souk_date: '2026-11-20',
  });
const add = (name = 'فاطمة', code = CODE) => addNewcomer(world, name, code, CARRIED);
const exchange = () => new Syncer(theStore()).run('button');

/** The page starts anew, with no memory of whoever was there. */
async function restart(): Promise<void> {
  closeStore();
  entries.value = new Map();
  phone.value = 'opening';
  await openStore(world);
}

test('DC3: a wrong code adds nobody, and the fifth makes the next wait, also after a restart', async () => {
  for (let tries = 0; tries < 5; tries++) {
    expect(await add('فاطمة', '48271937')).toEqual({ kind: 'wrong' });
  }
  expect(await add()).toMatchObject({ kind: 'wait' });
  expect(await codeWait(world.now())).toBe(30_000);
  expect(await readIdentities()).toHaveLength(1);
  world.time += 30_000;
  expect(await add()).toEqual({ kind: 'added' });
});

test('DC3: a clock that was set back adds no more than the hour', async () => {
  await writeFact('day_code_tries', { wrong: 9, wait_until: world.now() + 1e12 });
  expect(await codeWait(world.now())).toBe(60 * 60_000);
});

describe('whose code counts', () => {
  const days = ['2026-11-13', '2026-11-20', '2026-11-27'].map((date) => ({
    ...{ id: date, date, status: 'planned' as const, opens: null, closes: null, closed: false },
  })) as unknown as SoukDay[];
  const dayFor = (now: string, skew_ms = 0) =>
    codeDay(dayOf(days, todayOf(days, Date.parse(now), skew_ms), null));

  test('DC3: today’s on a souk day, between two the next one’s', () => {
    expect(dayFor('2026-11-20T09:00:00')).toBe('2026-11-20');
    expect(dayFor('2026-11-21T09:00:00')).toBe('2026-11-27');
  });

  test('DC3, CL4, F15: with a clock that is years off, the one that stood next when the server was last heard', () => {
    const yearsBehind = Date.parse('2026-11-19T18:00:00') - Date.parse('2016-01-01T09:00:00');
    expect(dayFor('2016-01-01T09:00:00', yearsBehind)).toBe('2026-11-20');
  });
});

test('DC3: the new store carries the souk, under its own key, and none of the colleague’s work', async () => {
  await mark('s1');
  const theirs = theStore().identity.person.id;
  await add();
  await restart();
  expect(phone.value).toBe('ready');
  expect(storesHere.value).toBe(2);
  expect(me.value?.person.name_latin).toBe('فاطمة');
  expect(me.value?.unlinked).toBe(true);
  expect(roster.value.rahbas.map(({ code }) => code)).toEqual(['veg', 'grains']);
  expect(entries.value.size).toBe(0);
  const [own, others] = await Promise.all([
    readFact(`keys:${theStore().identity.person.id}`),
    readFact(`keys:${theirs}`),
  ]);
  expect(own?.recovery?.wrapped).not.toBe(others?.recovery?.wrapped);
});

test('DC2, DC4: what it brings proves the code, and the tokens come as digests alone', async () => {
  await add();
  await restart();
  await exchange();
  const [came] = server.came as [Came];
  const said = [came.market_id, came.device_id, came.person_id, came.souk_date, came.name];
  const text = ['rahba newcomer', ...said].join('\n');
  expect(came.proof).toBe(createHmac('sha256', BITS).update(text).digest('base64url'));
  expect(came.token_hash).toBe(sha(theStore().token));
  expect(JSON.stringify(came)).not.toContain(theStore().token);
  expect(came.host_device_id).not.toBe(came.device_id);
});

test('DC4: nothing goes before the phone is known, and nothing is lost by a door that is shut', async () => {
  await add();
  await restart();
  const { entry_id } = await mark('s1');
  server.closedDoor = true;
  expect(await exchange()).toEqual({ ok: false, code: 'too_many_attempts' });
  expect(server.state.receipts.size).toBe(0);
  server.closedDoor = false;
  world.faults = ['lose_answer'];
  await exchange();
  expect(await exchange()).toEqual({ ok: false, code: 'not_linked' });
  expect(entries.value.get(entry_id)?.state).toBe('held');
});

test('DC6: once linked, the phone is an ordinary one, and what was held arrives', async () => {
  await add();
  await restart();
  const { entry_id } = await mark('s1');
  await exchange();
  server.saidOf = { ...PERSON, id: theStore().identity.person.id, name_latin: 'Fatima' };
  server.settle({ op_id: entry_id, outcome: 'released', rev: 1 });
  expect(await exchange()).toEqual({ ok: true, code: null });
  expect(entries.value.get(entry_id)?.state).toBe('received');
  expect(me.value?.unlinked).toBe(false);
  expect(me.value?.person.name_latin).toBe('Fatima');
  const times = server.came.length;
  await exchange();
  expect(server.came).toHaveLength(times);
});

test('DC7: who turns out to be somebody of the team goes on in the same store', async () => {
  await add();
  await restart();
  const { entry_id } = await mark('s1');
  const before = theStore().identity.person.id;
  server.saidOf = { ...PERSON, id: '00000000-0000-4000-8000-0000000000f2', name_latin: 'Hajar' };
  await exchange();
  await restart();
  expect(theStore().identity).toMatchObject({ store_id: before, person: { name_latin: 'Hajar' } });
  expect(entries.value.has(entry_id)).toBe(true);
});

test('RS4, DC4: behind its PIN, never opened with a network, it comes in and sends sealed', async () => {
  await add();
  await restart();
  await choosePin(theStore(), '916370');
  await mark('s1');
  const [host] = (await readIdentities()).filter(({ newcomer }) => !newcomer);
  closeStore();
  if (!host) throw new Error('the colleague is there');
  const tried = await tryPin(host.person.id, '2580', world.now());
  if (tried.kind !== 'open') throw new Error('this is the PIN');
  await openFor(world, host, tried.key);
  await sendClosedStores(world);
  expect(server.came.map(({ name }) => name)).toEqual(['فاطمة']);
  expect(server.asked).toContain('POST /sync/rescue');
});
