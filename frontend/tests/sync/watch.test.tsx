import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BACKGROUND_SYNC_TAG } from '../../src/constants';
import { entries, newId, openStore, saveEntry, syncStatus } from '../../src/store';
import { closeStore } from '../../src/store/open';
import { watchForWork } from '../../src/sync';
import { FakeServer } from './fake-server';
import { joinAndSettle } from './join';
import { TestWorld } from './phone';

/** What sets off an exchange without anybody pressing the button. */

const MINUTE = 60_000;
let server: FakeServer;
let world: TestWorld;
let stop: () => void;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  stop = watchForWork();
  await atRest();
  server.asked.length = 0;
});
afterEach(() => {
  stop();
  closeStore();
});

const record = (n: number) =>
  saveEntry({ entry_id: newId(), kind: 'presence', body: { n }, souk_date: '2026-11-20' });
const sent = () => server.state.effects.length;
/** Until nothing is under way. */
async function atRest(): Promise<void> {
  await vi.waitFor(() => expect(syncStatus.value.phase).toBe('idle'));
  await new Promise((resolve) => setTimeout(resolve, 20));
}

it('what was saved is sent a minute later, and the clock stops once nothing waits', async () => {
  await record(1);
  await record(2); // a tap does not put it off
  expect(world.timers).toEqual([MINUTE]);
  expect(sent()).toBe(0);
  world.pass(MINUTE);
  await vi.waitFor(() => expect(sent()).toBe(2));
  await atRest();
  expect([...entries.value.values()].map(({ state }) => state)).toEqual(['received', 'received']);
  expect(world.timers).toEqual([]);
});

it('what waits is sent when the app is opened', async () => {
  await record(1);
  closeStore();
  await openStore(world);
  await vi.waitFor(() => expect(sent()).toBe(1));
});

it.each([
  ['the network is there again', () => window.dispatchEvent(new Event('online'))],
  ['the screen is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
])('what waits is sent when %s', async (_when, happen) => {
  await record(1);
  happen();
  await vi.waitFor(() => expect(sent()).toBe(1));
});

it('a screen that goes dark sends nothing', async () => {
  await record(1);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(server.asked).toEqual([]);
  vi.restoreAllMocks();
});

it('the service worker wakes it, where the browser has Background Sync', async () => {
  stop();
  const worker = new EventTarget();
  const register = vi.fn(async () => undefined);
  Object.assign(worker, { getRegistration: async () => ({ sync: { register } }) });
  vi.stubGlobal('navigator', { serviceWorker: worker });
  stop = watchForWork();
  await atRest();
  await record(1);
  await vi.waitFor(() => expect(register).toHaveBeenCalledWith(BACKGROUND_SYNC_TAG));
  worker.dispatchEvent(new MessageEvent('message', { data: 'something else' }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent()).toBe(0);
  worker.dispatchEvent(new MessageEvent('message', { data: BACKGROUND_SYNC_TAG }));
  await vi.waitFor(() => expect(sent()).toBe(1));
  vi.unstubAllGlobals();
});

it('once told to stop, it hears nothing any more', async () => {
  stop();
  await record(1);
  window.dispatchEvent(new Event('online'));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(server.asked).toEqual([]);
});
