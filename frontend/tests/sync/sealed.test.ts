import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import vector from '../../../tests/vectors/sealed_op.json' with { type: 'json' };
import { DAY_MS } from '../../src/constants';
import { isShut } from '../../src/entries/op';
import { fix, keepDraft, save } from '../../src/store/save';
import { FakeServer, snapshotOf } from './fake-server';
import { textIn } from './opening';
import { joined, type Phone } from './phone';

/** What was sent is kept for the server alone, once its day is over (VA11). */

const ENTRY = '10000000-0000-4000-8000-000000000000';
const DAY = '2026-11-20';
const answers = { trader_id: 't', outcome: 'completed', answers: { '/data/debt': 'yes' } };
const survey = (more = {}) => [
  { entry_id: ENTRY, kind: 'survey', body: { ...answers, ...more }, souk_date: DAY },
];

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

/** All that whoever opens the store can read of it, with the right PIN too. */
async function readable(): Promise<string> {
  const ops = await phone.store.allOps();
  return JSON.stringify([...phone.store.held.values(), ops]);
}

async function aDayLater(): Promise<void> {
  phone.world.pass(DAY_MS);
  await phone.sync();
}

describe('stays as it is', () => {
  test('VA11: what is of today', async () => {
    await save(phone.store, survey());
    await phone.sync();
    await phone.sync();
    expect(phone.entry(ENTRY).body).toEqual(answers);
  });

  test('VA11: what has not arrived, and what is to be fixed', async () => {
    await save(phone.store, survey({ bad: true }));
    await phone.sync();
    await aDayLater();
    expect(phone.entry(ENTRY)).toMatchObject({ state: 'to_fix', body: answers });
  });

  test('VA11: what the coach returned, and what is being corrected', async () => {
    await save(phone.store, survey());
    await phone.sync();
    server.decide(ENTRY, 'returned', undefined);
    await aDayLater();
    expect(phone.entry(ENTRY).body).toEqual(answers);
    const { body, souk_date } = phone.entry(ENTRY);
    await keepDraft(phone.store, {
      ...{ draft_id: ENTRY, kind: 'survey', step: 'mend' },
      ...{ body, souk_date },
    });
    server.decide(ENTRY, 'received', undefined);
    await aDayLater();
    expect(phone.entry(ENTRY).bodiless).toBeUndefined();
  });

  test('VA11: the marks of the last souk, until the next, and who agreed to what', async () => {
    const souk_days = [DAY, '2026-11-27'].map((date) => ({ date, status: 'planned' }));
    const souk = { ...snapshotOf(server.epoch), souk_days };
    server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(souk)));
    phone = await joined(server);
    await save(phone.store, [
      { kind: 'presence', body: { stall_id: 's', status: 'present' }, souk_date: DAY },
      { kind: 'consent', body: { trader_id: 't', purpose: 'photo' }, souk_date: DAY },
    ]);
    await phone.sync();
    await aDayLater();
    const kept = [...phone.store.held.values()].map(({ entry }) => entry.bodiless);
    expect(kept).toEqual([false, false]);
    phone.world.pass(6 * DAY_MS);
    await phone.sync();
    const later = [...phone.store.held.values()].map(({ entry }) => [entry.kind, entry.bodiless]);
    expect(later).toContainEqual(['presence', true]);
    expect(later).toContainEqual(['consent', false]);
  });

  test('F15, VA11: everything, on a phone whose own clock jumps ahead', async () => {
    await save(phone.store, survey());
    await phone.sync();
    server.now = () => Date.parse('2026-11-20T09:00:00Z');
    await aDayLater();
    expect(phone.entry(ENTRY).body).toEqual(answers);
  });
});

describe('a day later', () => {
  beforeEach(async () => {
    await save(phone.store, survey());
    await save(phone.store, survey({ answers: { '/data/debt': 'no' } }));
    await phone.sync();
  });

  test('VA11: nothing that somebody answered can be read any more, on the disk neither', async () => {
    expect(await readable()).toContain('/data/debt');
    await aDayLater();
    expect(await readable()).not.toContain('/data/debt');
    await phone.restart();
    expect(await readable()).not.toContain('/data/debt');
    expect(phone.entry(ENTRY)).toMatchObject({
      ...{ state: 'received', bodiless: true, subject: { trader_id: 't' } },
      body: { outcome: 'completed' },
    });
  });

  test('I15, VA11: a server begun anew gets it back to the byte, in its order', async () => {
    const { effects } = server.backup();
    await aDayLater();
    expect((await phone.store.allOps()).map(({ text }) => isShut(text))).toEqual([true, true]);
    server.restore(new FakeServer().state);
    await phone.sync();
    await phone.sync();
    expect(server.state.effects).toEqual(effects);
    expect(phone.entry(ENTRY)).toMatchObject({ state: 'received', rev: 2 });
    expect(phone.waiting()).toEqual([]);
  });

  test('VA11: a return brings the answers back, and what is mended goes on from there', async () => {
    await aDayLater();
    server.decide(ENTRY, 'returned', undefined);
    await phone.sync();
    const returned = phone.entry(ENTRY);
    expect(returned).toMatchObject({
      state: 'returned',
      body: { answers: { '/data/debt': 'no' } },
    });
    await save(phone.store, survey({ answers: { '/data/debt': 'mended' } }));
    await phone.sync();
    expect(server.state.entries.get(ENTRY)).toMatchObject({
      rev: 3,
      body: { answers: { '/data/debt': 'mended' } },
    });
    expect(phone.entry(ENTRY).bodiless).toBeUndefined();
    await aDayLater();
    expect(await readable()).not.toContain('/data/debt');
  });

  test('VA11: what the coach discarded is sealed with its refusal', async () => {
    await fix(phone.store, ENTRY, { ...answers, bad: true });
    await phone.sync();
    const [op] = phone.store.live();
    server.settle({
      ...{ op_id: op?.op_id ?? '', entry_id: ENTRY, outcome: 'discarded' },
      ...{ rev: null, reason: 'twice' },
    });
    await phone.sync();
    await aDayLater();
    expect(await readable()).not.toContain('/data/debt');
  });

  test('VA11, PU3: under an id that another text took meanwhile, it is kept and no more sent', async () => {
    await aDayLater();
    server.restore(new FakeServer().state);
    const other = (await phone.store.allOps()).map(({ text }) =>
      textIn(text).replace('"debt":"no"', '"debt":"x"').replace('completed', 'refused'),
    );
    for (const text of other) server.answer('/sync/push', pushed([text]));
    await phone.sync();
    await phone.sync();
    expect(phone.waiting()).toEqual([]);
    expect(await phone.store.allOps()).toHaveLength(2);
  });
});

test('VA11: many entries are sealed, in more than one go', async () => {
  const bodies = Array.from({ length: 120 }, (_, n) => ({ ...answers, trader_id: `t${n}` }));
  await save(
    phone.store,
    bodies.map((body) => ({ kind: 'survey', body, souk_date: DAY })),
  );
  await phone.sync();
  await aDayLater();
  expect(await readable()).not.toContain('/data/debt');
});

test('VA11: phone and server read the same in what is sealed', () => {
  expect(textIn(vector.envelope)).toBe(vector.text);
});

function pushed(ops: readonly string[]) {
  const body = new TextEncoder().encode(JSON.stringify({ ops, manifest: {} }));
  return { method: 'POST', headers: {}, body };
}
