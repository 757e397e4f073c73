import { beforeEach, describe, expect, test } from 'vitest';
import { cancel, save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** Runs of the simulation that once broke an invariant, told again as what they were. */

const ENTRY = '10000000-0000-4000-8000-000000000000';
const OTHER = '20000000-0000-4000-8000-000000000000';
const mark = (body: Record<string, unknown>, entry_id = ENTRY) => [
  { entry_id, kind: 'presence', body, souk_date: '2026-11-20' },
];

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

describe('a server that came back from a backup', () => {
  test('L5, PH9: gets again what a tab had sent that was closed since, from one that never saw it', async () => {
    const before = server.backup();
    const other = await phone.anotherTab();
    await save(other.store, mark({ n: 1 }));
    await other.sync();
    other.store.close();
    server.restore(before);
    await phone.sync();
    await phone.sync();
    expect(server.state.entries.get(ENTRY)).toMatchObject({ rev: 1, body: { n: 1 } });
  });

  describe('what only a phone that is gone had changed (I13, PL4)', () => {
    const theirs = (rev: number) => {
      const { state } = server;
      const entry = { kind: 'presence', body: { n: rev }, souk_date: '2026-11-20' };
      state.entries.set(ENTRY, { ...entry, rev, state: 'received', seq: ++state.seq });
    };

    test('can be taken back: the repair stands on what the server has now', async () => {
      theirs(1);
      const before = server.backup();
      theirs(2);
      await phone.sync();
      await cancel(phone.store, ENTRY);
      server.restore(before, 'unnoticed');
      await phone.sync();
      server.beginEpoch();
      await phone.sync();
      expect(phone.entry(ENTRY).state).toBe('to_fix');
      await cancel(phone.store, ENTRY);
      await phone.sync();
      expect(server.state.entries.get(ENTRY)).toMatchObject({ rev: 2, state: 'cancelled' });
    });

    test('can be said again where the server has nothing of it any more', async () => {
      const before = server.backup();
      theirs(2);
      await phone.sync();
      await save(phone.store, mark({ n: 3 }));
      server.restore(before, 'unnoticed');
      await phone.sync();
      expect(phone.entry(ENTRY).state).toBe('to_fix');
      await save(phone.store, mark({ n: 4 }));
      await phone.sync();
      expect(server.state.entries.get(ENTRY)).toMatchObject({ rev: 1, body: { n: 4 } });
    });

    test('is seen as it stands there now, and so is what becomes of it', async () => {
      theirs(1);
      const before = server.backup();
      theirs(2);
      await phone.sync();
      server.restore(before);
      server.decide(ENTRY, 'returned', undefined);
      await phone.sync();
      await phone.sync();
      expect(phone.entry(ENTRY)).toMatchObject({ rev: 1, state: 'returned' });
    });
  });

  test('PL6: shows what the coach decided though a refusal, mended since, is what it hears last', async () => {
    await save(phone.store, mark({ n: 1 }));
    await phone.sync();
    await save(phone.store, mark({ bad: true }));
    await phone.sync();
    server.decide(ENTRY, 'approved', undefined);
    server.restore(server.backup());
    // As many as go again afterwards: the page comes between.
    await save(phone.store, [...mark({ n: 2 }), ...mark({ n: 1 }, OTHER)]);
    await phone.sync();
    expect(phone.entry(ENTRY)).toMatchObject({ rev: 2, state: 'proposed' });
  });

  test('PH5: does not get what was taken back before it was ever there', async () => {
    const before = server.backup();
    await save(phone.store, mark({ bad: true }));
    await phone.sync();
    await cancel(phone.store, ENTRY);
    server.restore(before);
    await phone.sync();
    await phone.sync();
    expect(phone.entry(ENTRY).state).toBe('cancelled');
    expect(server.state.receipts.size).toBe(0);
  });
});
