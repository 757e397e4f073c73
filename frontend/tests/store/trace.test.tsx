import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, phone, saveEntry, traceLeft } from '../../src/store';
import { closeStore, keepIdentity } from '../../src/store/open';
import { FakeServer } from '../sync/fake-server';
import { IDENTITY, TestWorld } from '../sync/phone';

const world = new TestWorld(new FakeServer());

beforeEach(() => {
  localStorage.clear();
  globalThis.indexedDB = new IDBFactory();
});
afterEach(closeStore);

test('F7: a phone whose store the browser threw away knows so, and how much was not sent', async () => {
  await keepIdentity(IDENTITY);
  await openStore(world);
  await saveEntry({ kind: 'presence', body: { n: 1 }, souk_date: '2026-11-20' });
  closeStore();
  globalThis.indexedDB = new IDBFactory();
  await openStore(world);
  expect(phone.value).toBe('erased');
  expect(traceLeft()).toEqual({ unsent: 1 });
});

test('a phone that never joined opens as new', async () => {
  await openStore(world);
  expect(phone.value).toBe('not_joined');
});
