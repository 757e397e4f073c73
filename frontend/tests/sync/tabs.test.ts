import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { joined, Phone } from './phone';

const ID = '10000000-0000-4000-8000-000000000001';

/** Locks as a browser gives them to its tabs: who asks only if one is free gets none. */
class Locks {
  readonly #held = new Set<string>();

  async request<T>(name: string, _ifFree: unknown, work: (lock: object | null) => Promise<T>) {
    if (this.#held.has(name)) return work(null);
    this.#held.add(name);
    try {
      return await work({ name });
    } finally {
      this.#held.delete(name);
    }
  }
}

let server: FakeServer;
let tabs: readonly [Phone, Phone];

/** One phone whose app stands open twice, with one entry to send. */
beforeEach(async () => {
  server = new FakeServer();
  const first = await joined(server);
  await save(first.store, [
    { entry_id: ID, kind: 'presence', body: { n: 1 }, souk_date: '2026-11-20' },
  ]);
  const second = new Phone(first.world);
  await second.open();
  server.asked.length = 0;
  tabs = [first, second];
});
afterEach(() => {
  for (const tab of tabs) tab.store.close();
  vi.unstubAllGlobals();
});

/** Pushes with something in them; a word about the day has no op. */
const sent = () =>
  server.asked.filter((asked) => asked === 'POST /sync/push').length - server.words.length;

test('PH9: while one tab sends, the other leaves it alone', async () => {
  vi.stubGlobal('navigator', { locks: new Locks() });
  const ended = await Promise.all(tabs.map((tab) => tab.sync()));
  expect(ended.map(({ ok }) => ok)).toEqual([true, true]);
  expect(sent()).toBe(1);
  expect(server.state.effects).toHaveLength(1);
});

test('PH9, F2: where a browser has no locks both tabs send, and it takes effect once', async () => {
  vi.stubGlobal('navigator', {});
  await Promise.all(tabs.map((tab) => tab.sync()));
  expect(sent()).toBe(2);
  expect(server.state.effects).toHaveLength(1);
  for (const tab of tabs) {
    await tab.restart();
    expect(tab.waiting()).toEqual([]);
    expect(tab.entry(ID)).toMatchObject({ state: 'received', rev: 1 });
  }
});
