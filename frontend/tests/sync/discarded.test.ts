import { beforeEach, expect, test } from 'vitest';
import { save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** What the author sees once the coach has put a change aside (PU16). */

const ENTRY = '10000000-0000-4000-8000-000000000000';
const entry = (body: Record<string, unknown>) => [
  { entry_id: ENTRY, kind: 'presence', body, souk_date: '2026-11-20' },
];

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

async function send(body: Record<string, unknown>): Promise<void> {
  await save(phone.store, entry(body));
  await phone.sync();
}

function discard(): void {
  const [op_id = ''] = server.refusedOf(ENTRY);
  server.settle({ op_id, outcome: 'discarded', reason: 'twice' });
}

test('PU16: what stood before the change stands there again, with the reason', async () => {
  await send({ n: 1 });
  await send({ n: 2, stall_id: 's' });
  await send({ n: 3, bad: true });
  discard();
  await phone.sync();
  const shown = phone.entry(ENTRY);
  expect(shown).toMatchObject({ state: 'received', rev: 2, body: { n: 2 } });
  expect(shown.subject).toEqual({ stall_id: 's' });
  expect(shown.refusal).toMatchObject({ code: 'discarded', reason: 'twice' });
});

test('PU16: also where the phone hears of it by sending again', async () => {
  await send({ n: 1 });
  phone.world.faults = ['lose_answer'];
  await send({ n: 2, bad: true });
  discard();
  await phone.sync();
  await phone.sync();
  expect(phone.entry(ENTRY).body).toEqual({ n: 1 });
});

test('PU16: of an entry that was never taken, what was not taken stays with its reason', async () => {
  await send({ n: 1, bad: true });
  discard();
  await phone.sync();
  expect(phone.entry(ENTRY)).toMatchObject({ state: 'rejected', body: { n: 1 } });
});

test('PU16: a repair made before the phone heard of it is what is shown, and goes', async () => {
  await send({ n: 1 });
  await send({ n: 2, bad: true });
  discard();
  await save(phone.store, entry({ n: 3 }));
  await phone.sync();
  await phone.sync();
  expect(phone.entry(ENTRY)).toMatchObject({ state: 'received', body: { n: 3 } });
});
