import { effect } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeIn, joinPhone } from '../../src/app/join/join';
import { entries, me, openStore, phone, roster, saveEntry } from '../../src/store';
import { closeStore, theStore } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { FakeServer } from '../sync/fake-server';
import { type Fault, TestWorld } from '../sync/phone';

/** Timers pass as soon as nothing else happens. */
class HastyWorld extends TestWorld {
  override after(_ms: number, call: () => void): () => void {
    let on = true;
    // The guard against stalls waits in real time here, and is put off by each byte.
    if (_ms < 30_000) setImmediate(() => on && call());
    return () => {
      on = false;
    };
  }
}

let server: FakeServer;
let world: HastyWorld;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new HastyWorld(server);
  phone.value = 'not_joined';
});
afterEach(closeStore);

describe('joining', () => {
  test('AC2: a code that another phone spent opens nothing', async () => {
    server.joinKeys.set('GH4K-7PQM', 'another phone');
    expect(await joinPhone(world, 'GH4K7PQM')).toEqual({ ok: false, code: 'invitation_spent' });
    expect(phone.value).toBe('not_joined');
  });

  test('on an address that is not secure is refused before anything is asked', async () => {
    phone.value = 'insecure';
    expect(await joinPhone(world, 'GH4K7PQM')).toEqual({ ok: false, code: 'insecure' });
    expect(server.asked).toEqual([]);
  });

  test('AC2, F1: an answer that was lost is asked for again under the same key, also after a restart', async () => {
    world.faults = Array.from({ length: 6 }, (): Fault => 'lose_answer');
    expect(await joinPhone(world, 'GH4K-7PQM')).toEqual({ ok: false, code: 'network' });
    await openStore(world);
    expect(phone.value).toBe('not_joined');
    world.faults = ['lose_answer'];
    expect(await joinPhone(world, 'gh4k 7pqm')).toEqual({ ok: true });
    expect(server.joinKeys.size).toBe(1);
    expect(phone.value).toBe('ready');
    expect(me.value?.person.name_latin).toBe('Hamid');
  });

  test('VA1: nothing can be asked in the name of the new person before the store has their token', async () => {
    let token = 'nobody joined';
    const stop = effect(() => {
      if (phone.value === 'filling') token = theStore().token;
    });
    await joinPhone(world, 'GH4K-7PQM');
    stop();
    expect(token).toMatch(/^token of /);
  });

  test('PL1: the snapshot is fetched through a network that fails, and then the phone is ready', async () => {
    world.faults = ['none', 'lose_request', 'none', 'lose_answer', 'html', 'busy'];
    expect(await joinPhone(world, 'GH4K-7PQM')).toEqual({ ok: true });
    expect(roster.value.traders.size).toBe(1);
    expect(me.value?.badge_ranges).toEqual([{ prefix: 'K', starts: 100, ends: 149 }]);
  });

  test('PL1: whoever has the souk is let on, and waits for nothing else that is exchanged', async () => {
    const answered = world.fetch.bind(world);
    const waiting: (() => void)[] = [];
    world.fetch = (path, init) => {
      if (/^\/api\/v1\/(join|sync\/snapshot)/.test(path)) return answered(path, init);
      return new Promise((_, reject) => waiting.push(() => reject(new TypeError('network'))));
    };
    expect(await joinPhone(world, 'GH4K-7PQM')).toEqual({ ok: true });
    expect(phone.value).toBe('ready');
    await expect.poll(() => waiting.length).toBe(1);
    world.fetch = answered;
    for (const hangUp of waiting) hangUp();
    await startSync('button');
  });

  test('PH1: after a restart without a server everything is there', async () => {
    await joinPhone(world, 'GH4K-7PQM');
    const body = { stall_id: 's', status: 'present' };
    const saved = await saveEntry({ kind: 'presence', body, souk_date: '2026-11-20' });
    closeStore();
    entries.value = new Map();
    await openStore(world);
    expect(phone.value).toBe('ready');
    expect(entries.value.get(saved.entry_id)).toMatchObject({ state: 'saved', body });
  });
});

test('a code is read as typed, as scanned and out of its link', () => {
  const written = ['gh4k7pqm', 'GH4K 7PQM', 'https://souk.example/#/join/GH4K-7PQM'];
  expect(new Set(written.map(codeIn))).toEqual(new Set(['GH4K-7PQM']));
});
