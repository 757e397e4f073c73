import { beforeEach, describe, expect, test, vi } from 'vitest';
import vectors from '../../../tests/vectors/custody.json' with { type: 'json' };
import { save } from '../../src/store/save';
import { digestOfOps } from '../../src/sync/custody';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** Phone and server mean the same by "sent" (SPEC CU). */

const DAY = '2026-11-20';
const HOUR_MS = 3_600_000;

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

async function mark(stall_id: string, souk_date = DAY): Promise<string> {
  const body = { stall_id, status: 'present' };
  const [id] = await save(phone.store, [{ kind: 'presence', body, souk_date }]);
  return id as string;
}

test.each(vectors)('CU2: phone and server make the same digest of $op_ids', async (vector) => {
  expect(await digestOfOps([...vector.op_ids].reverse())).toBe(vector.digest);
});

test('CU2: a phone on which nothing was recorded says nothing', () => {
  expect(server.words).toEqual([]);
});

test('CU2: once all has gone, the last souk days are told once, and agreed on', async () => {
  await mark('s1', '2026-10-30');
  for (const day of ['2026-11-06', '2026-11-13', DAY]) await mark('s1', day);
  await phone.sync();
  await phone.sync();
  const days = server.words.map(({ digests }) => Object.keys(digests ?? {}).sort());
  expect(days).toEqual([['2026-11-06', '2026-11-13', DAY]]);
});

test('CU2: while marks come in, a word is said every ten minutes and not with each', async () => {
  const exchange = async () => {
    await mark(phone.world.newId());
    await phone.syncer.run('timer');
  };
  await exchange();
  for (let minute = 0; minute < 9; minute++) {
    phone.world.time += 60_000;
    await exchange();
  }
  expect(server.words).toHaveLength(1);
  phone.world.time += 60_000;
  await exchange();
  expect(server.words).toHaveLength(2);
});

test('CU3: what the server lost without beginning an epoch is listed, named, and sent again', async () => {
  const entry_id = await mark('s1');
  await mark('s2');
  await phone.sync();
  server.state.receipts.delete(entry_id);
  server.state.entries.delete(entry_id);
  await phone.restart();
  expect(await phone.sync()).toEqual({ ok: true, code: null });
  expect(server.state.entries.has(entry_id)).toBe(true);
  expect(server.words.at(-1)?.listed).toBeUndefined();
  expect(phone.entry(entry_id).state).toBe('received');
});

test('CU3: a phone put back from a backup lists a day once an hour, and lacks nothing', async () => {
  await mark('s1');
  await phone.sync();
  server.state.receipts.set('another', { text: opOf(DAY), result: { op_id: null, code: '' } });
  await phone.restart();
  const lists = () => server.words.filter(({ listed }) => listed).length;
  await phone.sync();
  await phone.sync();
  expect(lists()).toBe(1);
  phone.world.time += HOUR_MS;
  await mark('s2');
  await phone.sync();
  expect(lists()).toBe(2);
});

const opOf = (souk_date: string) => JSON.stringify({ souk_date, entry_id: 'x', supersedes: [] });

test('CU2: a word that is lost on the way harms nothing, and is said again', async () => {
  await mark('s1');
  phone.world.faults = ['none', 'none', 'lose_answer'];
  expect(await phone.sync()).toEqual({ ok: true, code: null });
  await phone.sync();
  expect(server.words).toHaveLength(2);
});

test('CU2: a server that compares nothing is content with the word', async () => {
  server.comparing = false;
  await mark('s1');
  expect(await phone.sync()).toEqual({ ok: true, code: null });
  await phone.sync();
  expect(server.words).toHaveLength(1);
});

test('CU1: what waits and what was refused is told by day', async () => {
  await save(phone.store, [{ kind: 'presence', body: { bad: true }, souk_date: DAY }]);
  await phone.sync();
  await mark('s1', '2026-11-13');
  await phone.sync();
  expect(server.manifests.at(-1)).toMatchObject({
    by_day: { '2026-11-13': 1 },
    refused_by_day: { [DAY]: 1 },
  });
});

describe('RE3: what a phone says of being ready', () => {
  const word = { at: '2026-11-19T18:00:00.000Z', ok: false, failing: ['zone'] };
  const note = (noted = word) =>
    phone.store.change(
      async () => [{ meta: { ready: { word: noted, told: false } } }, undefined] as const,
    );

  test('is told though nothing was ever recorded, and not told twice', async () => {
    await note();
    await phone.sync();
    await phone.sync();
    expect(server.words.map(({ ready }) => ready)).toEqual([word]);
  });

  test('is told though it was noted while another was on its way', async () => {
    const before = { ...word, failing: ['version'] };
    await note(before);
    phone.world.onPush = () => {
      phone.world.onPush = () => undefined;
      void note();
    };
    await phone.sync();
    expect(phone.store.meta.ready).toEqual({ word, told: false });
    await phone.sync();
    expect(server.words.map(({ ready }) => ready)).toEqual([before, word]);
  });

  test('is told by itself, soon, though it was noted while an exchange ended', async () => {
    vi.spyOn(phone.store, 'carries').mockImplementationOnce(async () => {
      await note();
      return false;
    });
    await phone.sync();
    expect(server.words).toEqual([]);
    expect(phone.world.timers).toEqual([60_000]);
    phone.world.pass(60_000);
    await phone.sync();
    expect(server.words.map(({ ready }) => ready)).toEqual([word]);
    expect(phone.world.timers).toEqual([]);
  });

  test('is kept while there is no network, and tried again', async () => {
    await note();
    phone.world.faults = ['lose_request', 'lose_request', 'lose_request'];
    await phone.sync();
    expect(phone.store.meta.ready?.told).toBe(false);
    expect(phone.world.timers).toHaveLength(1);
    await phone.restart();
    phone.world.faults = [];
    await phone.sync();
    expect(server.words.map(({ ready }) => ready)).toEqual([word]);
  });
});
