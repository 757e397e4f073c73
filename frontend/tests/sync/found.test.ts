import { beforeEach, describe, expect, test } from 'vitest';
import { cancel, save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** Runs of the simulation that once broke an invariant, told again as what they were. */

const ENTRY = '10000000-0000-4000-8000-000000000000';
const mark = (body: Record<string, unknown>) => [
  { entry_id: ENTRY, kind: 'presence', body, souk_date: '2026-11-20' },
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
