import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pinDue } from '../../src/app/lock/gate';
import { entries, hasPin, openStore, phone, saveEntry, syncStatus } from '../../src/store';
import { readFact, writeFact } from '../../src/store/facts';
import { choosePin, keysOf, tryCode, tryPin, waitLeft } from '../../src/store/keys';
import { closeStore, openFor, theStore } from '../../src/store/open';
import { peopleHere } from '../../src/store/people';
import { startSync } from '../../src/sync';
import { FakeServer, PERSON } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { IDENTITY, TestWorld } from '../sync/phone';

// The rounds of a phone cost a second a try.
vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  KDF_ROUNDS: 10,
}));

const PIN = '2580';
const ME = PERSON.id;
const CODE = 'GH4K-7PQM';
const MINUTE_MS = 60_000;

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  phone.value = 'not_joined';
  expect(await joinAndSettle(world, CODE)).toEqual({ ok: true });
});
afterEach(closeStore);

const mark = () =>
  saveEntry({
    kind: 'presence',
    body: { stall_id: 's', status: 'present' },
    souk_date: '2026-11-20',
  });
const newestCode = () => theStore().meta.unlock?.code ?? '';

/** The browser is closed and opened again. */
async function restart(): Promise<void> {
  closeStore();
  await openStore(world);
}

async function openWith(pin: string): Promise<void> {
  const tried = await tryPin(ME, pin, world.now());
  if (tried.kind !== 'open') throw new Error(tried.kind);
  const identity = await readFact(`person:${ME}`);
  if (identity) await openFor(world, identity, tried.key);
}

describe('a store without a PIN', () => {
  test('VA2: opens by itself, and its token lies in it and not beside it', async () => {
    await restart();
    expect(phone.value).toBe('ready');
    expect(theStore().token).toMatch(/^token of /);
    expect(JSON.stringify([await readFact('current'), await readFact(`person:${ME}`)])).not.toMatch(
      /token of/,
    );
  });

  test('VA4: the push-only token lies outside, and the join key is gone with its code', async () => {
    expect((await readFact('current'))?.push_token).toBe('push token');
    expect(await readFact(`join:${CODE}`)).toBeUndefined();
  });

  test('VA6: nothing goes to the coach, and its key is wrapped for the server all the same', async () => {
    await startSync('button');
    expect(server.storeKeys).toEqual([]);
    expect((await keysOf(ME))?.recovery?.version).toBe(1);
  });
});

describe('a store behind a PIN', () => {
  beforeEach(() => choosePin(theStore(), PIN));

  test('VA2: the bare key is gone, and a restart finds it locked', async () => {
    expect((await keysOf(ME))?.bare).toBeUndefined();
    await restart();
    expect(phone.value).toBe('locked');
    expect(() => theStore()).toThrow('not_joined');
  });

  test('VA2: nothing opens it but the PIN, and then all of it is there', async () => {
    const saved = await mark();
    await restart();
    entries.value = new Map();
    expect((await tryPin(ME, '2581', world.now())).kind).toBe('wrong');
    await openWith(PIN);
    expect(hasPin.value).toBe(true);
    expect(entries.value.get(saved.entry_id)?.body).toEqual(saved.body);
    expect(syncStatus.value.pending).toBe(1);
  });

  test('VA1: what is unsent is counted while it is locked', async () => {
    await mark();
    await mark();
    closeStore();
    expect(await peopleHere()).toMatchObject([{ store_id: ME, unsent: 2, current: true }]);
  });

  test('VA3: the fifth wrong PIN makes the right one wait, also after a restart', async () => {
    for (let n = 0; n < 5; n++) await tryPin(ME, '2581', world.now());
    await restart();
    expect(await tryPin(ME, PIN, world.now())).toEqual({ kind: 'wait', ms: MINUTE_MS / 2 });
    world.pass(MINUTE_MS / 2);
    expect((await tryPin(ME, '2581', world.now())).kind).toBe('wrong');
    expect(await tryPin(ME, PIN, world.now())).toEqual({ kind: 'wait', ms: MINUTE_MS });
    world.pass(MINUTE_MS);
    expect((await tryPin(ME, PIN, world.now())).kind).toBe('open');
    expect(await keysOf(ME)).toMatchObject({ wrong: 0, wait_until: 0 });
  });

  test('VA3, F15: a clock that was set back a year adds no more than the hour', async () => {
    const keys = await keysOf(ME);
    const far = {
      ...keys,
      codes: [],
      wrong: 9,
      wait_until: world.now() + 365 * 24 * 60 * MINUTE_MS,
    };
    expect(waitLeft(far, world.now())).toBe(60 * MINUTE_MS);
  });

  test('VA6: key and code go to the server until it has them, and no longer', async () => {
    server.answer = (
      (own) => (path, init) =>
        path === '/sync/store-key' ? new Response('<html>') : own(path, init)
    )(server.answer.bind(server));
    await startSync('button');
    expect((await keysOf(ME))?.with_coach).toBeUndefined();
    server.answer = FakeServer.prototype.answer.bind(server);
    await startSync('button');
    await startSync('button');
    expect(server.storeKeys).toHaveLength(1);
    expect((await keysOf(ME))?.with_coach).toBe(true);
  });

  test('VA6: a phone that died between PIN and code gets its code with the next sync', async () => {
    await theStore().change(async () => [{ meta: { unlock: null } }, undefined] as const);
    await startSync('button');
    expect(server.storeKeys).toHaveLength(1);
    expect(await tryCode(ME, newestCode())).not.toBeNull();
  });

  test('VA7: a code opens it without a network; used, it is replaced by the next sync', async () => {
    await startSync('button');
    const code = newestCode();
    expect(await tryCode(ME, 'AAAAAAAAAA')).toBeNull();
    expect(await tryCode(ME, code)).not.toBeNull();
    await choosePin(theStore(), '7913', true);
    expect(newestCode()).not.toBe(code);
    // The coach has but the old one until then.
    expect(await tryCode(ME, code)).not.toBeNull();
    await startSync('button');
    expect(server.storeKeys).toHaveLength(2);
    expect(await tryCode(ME, code)).toBeNull();
    expect(await tryCode(ME, newestCode())).not.toBeNull();
    expect((await tryPin(ME, PIN, world.now())).kind).toBe('wrong');
  });

  test('VA7: changing a PIN that was not forgotten leaves the code as it is', async () => {
    const code = newestCode();
    await choosePin(theStore(), '7913');
    expect(newestCode()).toBe(code);
  });

  test('VA8: nobody can open it: its person joins into a newer store, and it is kept', async () => {
    await mark();
    await restart();
    expect(await joinAndSettle(world, 'AAAA-2222')).toEqual({ ok: true });
    // What the old one holds may have arrived by itself (RS4), but none of it waits in the new one.
    expect(theStore().live()).toEqual([]);
    const people = await peopleHere();
    expect(people.map(({ unsent }) => unsent)).toEqual([0, 1]);
    // The newer one stands first, whatever the ids are.
    expect(people.map(({ identity }) => identity.superseded)).toEqual([undefined, true]);
    expect(people[1]?.store_id).toBe(ME);
    await openWith(PIN);
    expect(syncStatus.value.pending).toBe(1);
  });

  test('VA8: a phone that died while the newer store was begun begins it at the next joining', async () => {
    const mine = await readFact(`person:${ME}`);
    await restart();
    if (mine) await writeFact(`person:${ME}`, { ...mine, superseded: true });
    expect(await joinAndSettle(world, 'AAAA-2222')).toEqual({ ok: true });
    expect(await peopleHere()).toHaveLength(2);
  });
});

describe('a store behind a PIN, of a phone that the coach signed out', () => {
  beforeEach(() => choosePin(theStore(), PIN));
  const signOut = async () => {
    server.revoked = true;
    await startSync('button');
  };

  test('RV4: the PIN opens nothing any more, nor does a restart; what is unsent still counts', async () => {
    await startSync('button');
    await signOut();
    world.faults = ['lose_request'];
    await mark();
    await restart();
    expect(phone.value).toBe('locked');
    expect((await tryPin(ME, PIN, world.now())).kind).toBe('wrong');
    expect(await peopleHere()).toMatchObject([{ store_id: ME, unsent: 1 }]);
  });

  test('RV4: where the coach has no code yet the PIN stays, since nobody could read it otherwise', async () => {
    await signOut();
    expect(server.storeKeys).toEqual([]);
    expect((await tryPin(ME, PIN, world.now())).kind).toBe('open');
  });

  test("RV4, RV3: the coach's code opens it, and joined again a new PIN is due", async () => {
    await startSync('button');
    const code = newestCode();
    const saved = await mark();
    await signOut();
    await restart();
    const key = await tryCode(ME, code);
    const identity = await readFact(`person:${ME}`);
    if (identity && key) await openFor(world, identity, key);
    expect(phone.value).toBe('revoked');
    server.revoked = false;
    server.deviceId = '00000000-0000-4000-8000-0000000000d2';
    expect(await joinAndSettle(world, 'AAAA-2222')).toEqual({ ok: true });
    expect(entries.value.get(saved.entry_id)?.state).toBe('held');
    expect(pinDue.value).toBe(true);
    await choosePin(theStore(), '7913', true);
    expect(newestCode()).not.toBe(code);
    expect((await tryPin(ME, '7913', world.now())).kind).toBe('open');
  });

  test('RV4, VA8: without the code its person joins into a newer store, and it is kept', async () => {
    await startSync('button');
    await signOut();
    await restart();
    server.revoked = false;
    server.deviceId = '00000000-0000-4000-8000-0000000000d2';
    expect(await joinAndSettle(world, 'AAAA-2222')).toEqual({ ok: true });
    expect((await peopleHere()).map(({ identity }) => identity.superseded)).toEqual([
      undefined,
      true,
    ]);
  });
});

test('VA1, F11: a phone of the release before keeps its token, moves it, and asks for its second', async () => {
  globalThis.indexedDB = new IDBFactory();
  closeStore();
  const { push_token: _none, ...before } = { ...IDENTITY, device_token: 'old token' };
  await writeFact(`person:${ME}`, before);
  await writeFact('current', before);
  await openStore(world);
  expect(theStore().token).toBe('old token');
  expect((await readFact('current'))?.device_token).toBeUndefined();
  await startSync('button');
  expect((await readFact(`person:${ME}`))?.push_token).toBe('push token');
  await restart();
  expect(theStore().token).toBe('old token');
});
