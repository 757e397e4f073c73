import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { entries, openStore, phone, saveEntry } from '../../src/store';
import { choosePin, tryPin } from '../../src/store/keys';
import { closeStore, openFor, theStore } from '../../src/store/open';
import { peopleHere } from '../../src/store/people';
import { startSync } from '../../src/sync';
import { sendClosedStores } from '../../src/sync/closed';
import { FakeServer, PERSON, PUSH_TOKEN } from './fake-server';
import { joinAndSettle } from './join';
import { TestWorld } from './phone';

/** Stores behind a PIN that nobody has opened, and what of them arrives all the same (RS4). */

vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  KDF_ROUNDS: 10,
}));

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  await joinAndSettle(world, 'GH4K-7PQM');
  await choosePin(theStore(), '2580');
  for (const n of [1, 2]) await record(n);
});
afterEach(closeStore);

const record = (n: number) => saveEntry({ kind: 'presence', body: { n }, souk_date: '2026-11-20' });
const sent = () => server.state.effects.length;
async function lock(): Promise<void> {
  closeStore();
  entries.value = new Map();
  await openStore(world);
  expect(phone.value).toBe('locked');
  server.asked.length = 0;
}
async function here() {
  const [person] = await peopleHere();
  return { unsent: person?.unsent, arrived: person?.arrived };
}
async function open(): Promise<void> {
  for (const { store_id, identity } of await peopleHere()) {
    const tried = await tryPin(store_id, '2580', world.time);
    if (tried.kind === 'open') await openFor(world, identity, tried.key);
  }
}

it('RS4: an open store is left to its own push', async () => {
  await sendClosedStores(world);
  expect(sent()).toBe(0);
});

it('RS4: without a network nothing arrives, and it is tried again by itself', async () => {
  await lock();
  world.faults = ['lose_request'];
  await sendClosedStores(world);
  expect(await here()).toEqual({ unsent: 2, arrived: 0 });
  expect(world.timers).toHaveLength(1);
  world.pass(world.timers[0] ?? 0);
  await vi.waitFor(async () => expect(await here()).toEqual({ unsent: 2, arrived: 2 }));
});

it('RS4: what the server refused to read is not said to have arrived', async () => {
  await lock();
  world.faults = ['too_large'];
  await sendClosedStores(world);
  expect(await here()).toEqual({ unsent: 2, arrived: 0 });
  expect(world.timers).toEqual([]);
});

it('RS4: a closed store sends with its push-only token, once, and the lock says what arrived', async () => {
  await lock();
  const tokens: unknown[] = [];
  const fetched = world.fetch.bind(world);
  world.fetch = (input, init = {}) => {
    tokens.push((init.headers as Record<string, string>).Authorization);
    return fetched(input, init);
  };
  await sendClosedStores(world);
  await sendClosedStores(world);
  expect(server.asked).toEqual(['POST /sync/rescue']);
  expect(tokens).toEqual([`Bearer ${PUSH_TOKEN}`]);
  expect(sent()).toBe(2);
  expect(await here()).toEqual({ unsent: 2, arrived: 2 });
});

it('RS4, I3: a lost answer sends it again, and nothing is there twice', async () => {
  await lock();
  world.faults = ['lose_answer'];
  await sendClosedStores(world);
  expect(await here()).toEqual({ unsent: 2, arrived: 0 });
  await sendClosedStores(world);
  expect(await here()).toEqual({ unsent: 2, arrived: 2 });
  expect(sent()).toBe(2);
});

it('RS4: opened, the ordinary push settles everything', async () => {
  await lock();
  await sendClosedStores(world);
  await open();
  expect(await startSync('button')).toMatchObject({ ok: true });
  expect(sent()).toBe(2);
  expect([...entries.value.values()].map(({ state }) => state)).toEqual(['received', 'received']);
  expect(await here()).toEqual({ unsent: 0, arrived: 0 });
});

it('RS4, VA10: while a colleague uses the phone, the first one’s work goes with each exchange', async () => {
  await lock();
  server.person = { ...PERSON, id: '00000000-0000-4000-8000-0000000000f2' };
  await joinAndSettle(world, 'AAAA-2222');
  await vi.waitFor(() => expect(sent()).toBe(2));
  expect(theStore().identity.person.id).toBe(server.person.id);
});
