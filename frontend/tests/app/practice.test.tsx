import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePractice } from '../../src/app/practice/begin';
import { forgetPractice } from '../../src/app/practice/leave';
import { PLACES } from '../../src/app/practice/souk';
import { PRACTICE_PREFIX, STORE_PREFIX } from '../../src/constants';
import { entries, me, openStore, phone, practising, roster, saveEntry } from '../../src/store';
import { readFact } from '../../src/store/facts';
import { closeStore, theStore } from '../../src/store/open';
import { syncStatus } from '../../src/store/signals';
import { traceLeft } from '../../src/store/trace';
import { startPhotos, startSync, watchForWork } from '../../src/sync';
import { Syncer } from '../../src/sync/run';
import { FakeServer } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { TestWorld } from '../sync/phone';

/** Practice has a store of its own, and no way to a server (SPEC PT). */

const DATE = '2026-11-20';
let server: FakeServer;
let world: TestWorld;
let stop: () => void;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  world.faults = Array(50).fill('lose_request');
  await mark('real');
  world.faults = [];
});
afterEach(() => {
  stop?.();
  closeStore();
});

const mark = (stall_id: string) =>
  saveEntry({ kind: 'presence', body: { stall_id, status: 'present' }, souk_date: DATE });
const databases = async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort();

async function practise(): Promise<void> {
  await makePractice(world);
  closeStore();
  await openStore(world);
  expect(phone.value).toBe('ready');
}

async function leave(): Promise<void> {
  closeStore();
  await forgetPractice();
  await openStore(world);
}

describe('PT1: practice reaches no server', () => {
  test('whatever sets off an exchange, not one request leaves', async () => {
    await practise();
    server.asked.length = 0;
    stop = watchForWork();
    await mark('practice');
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await startSync('button')).toEqual({ ok: false, code: 'store_closed' });
    await startPhotos().catch(() => undefined);
    world.pass(60 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.asked).toEqual([]);
    expect(world.timers).toEqual([]);
  });

  test('no syncer takes its store, which knows no token', async () => {
    await practise();
    expect(() => new Syncer(theStore())).toThrow('practice');
    expect(theStore().token).toBe('');
    const identity = await readFact('practice');
    expect(identity).not.toHaveProperty('push_token');
    expect(JSON.stringify(identity)).not.toContain(roster.value.market?.id ?? 'none');
  });
});

describe('PT2: an invented souk', () => {
  test('has twenty places, a shared and an empty one, and nobody of the real souk', async () => {
    const real = new Set([...roster.value.traders.values()].map(({ known_as }) => known_as));
    expect(real.size).toBeGreaterThan(0);
    await practise();
    const { stalls, traders, people, forms, souk_days } = roster.value;
    expect([stalls.size, traders.size, people.size]).toEqual([PLACES, PLACES, 0]);
    for (const { known_as } of traders.values()) expect(real).not.toContain(known_as);
    const at = [...traders.values()].flatMap(({ stalls: places }) => places);
    expect(new Set(at).size).toBe(PLACES - 1);
    expect(forms.size).toBeGreaterThan(0);
    expect(souk_days[0]?.date).toBe(DATE);
    expect(me.value?.zones).toHaveLength(1);
  });
});

describe('PT3, PT4: coming and going', () => {
  test('a phone that was killed in practice opens in practice, with what was recorded', async () => {
    await practise();
    await mark('practice');
    closeStore();
    practising.value = false;
    await openStore(world);
    expect(practising.value).toBe(true);
    expect([...entries.value.values()].map(({ body }) => body.stall_id)).toEqual(['practice']);
  });

  test('left, its store is gone and the real one as it was, to the byte', async () => {
    const before = (await theStore().allOps()).map(({ text }) => text);
    await practise();
    await mark('practice');
    expect(traceLeft()).toEqual({ unsent: 1 });
    await mark('again');
    expect(traceLeft()).toEqual({ unsent: 1 });
    expect((await databases()).filter((name) => name.startsWith(PRACTICE_PREFIX))).toHaveLength(1);
    await leave();
    expect(practising.value).toBe(false);
    expect(await databases()).toEqual(['rahba', expect.stringContaining(STORE_PREFIX)]);
    expect((await theStore().allOps()).map(({ text }) => text)).toEqual(before);
    expect(syncStatus.value.pending).toBe(1);
    stop = watchForWork();
    await vi.waitFor(() => expect(server.state.effects).toHaveLength(1));
  });

  test('begun twice, the second begins with nothing recorded', async () => {
    await practise();
    await mark('practice');
    await leave();
    await practise();
    expect(entries.value.size).toBe(0);
  });
});
