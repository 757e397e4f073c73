import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STORE_CHANNEL } from '../../src/constants';
import { entries, phone, roster, saveEntry, syncStatus } from '../../src/store';
import { closeStore, openFor } from '../../src/store/open';
import { FakeServer } from '../sync/fake-server';
import { IDENTITY, TestWorld } from '../sync/phone';

const DATE = '2026-11-20';
const OTHER = {
  ...IDENTITY,
  person: { ...IDENTITY.person, id: '00000000-0000-4000-8000-0000000000f2' },
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(closeStore);

describe('two people on one phone', () => {
  test('F12, PH8: nothing of the one is shown to the other, and all of it is there again', async () => {
    const world = new TestWorld(new FakeServer());
    await openFor(world, IDENTITY);
    const body = { trader_id: 'new', action: 'register', known_as: 'بّا صالح', trade: 'GRN01' };
    await saveEntry({ kind: 'trader', body, souk_date: DATE });
    expect(roster.value.traders.get('new')?.known_as).toBe('بّا صالح');
    await openFor(world, OTHER);
    expect(entries.value.size).toBe(0);
    expect(roster.value.traders.size).toBe(0);
    expect(syncStatus.value.pending).toBe(0);
    await openFor(world, IDENTITY);
    expect(roster.value.traders.get('new')?.known_as).toBe('بّا صالح');
    expect(syncStatus.value.pending).toBe(1);
  });

  test('VA9: another window changed person: this one lets go too', async () => {
    await openFor(new TestWorld(new FakeServer()), IDENTITY);
    const other = new BroadcastChannel(STORE_CHANNEL);
    other.postMessage('closed');
    await vi.waitFor(() => expect(phone.value).toBe('locked'));
    other.close();
    await expect(saveEntry({ kind: 'presence', body: {}, souk_date: DATE })).rejects.toMatchObject({
      code: 'not_joined',
    });
  });
});
