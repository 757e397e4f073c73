import { beforeEach, describe, expect, test } from 'vitest';
import { freeze, thaw } from '../../src/entries/op';
import { cancel, save } from '../../src/store/save';
import { syncStatus } from '../../src/store/signals';
import { FakeServer, json, problem } from './fake-server';
import { joined, Phone, TestWorld } from './phone';

const DATE = '2026-11-20';
const id = (n: number) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const mark = (n: number, body: Record<string, unknown> = { n }) => ({
  entry_id: id(n),
  kind: 'presence',
  body,
  souk_date: DATE,
});

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

const saveMany = (count: number) =>
  save(
    phone.store,
    Array.from({ length: count }, (_, n) => mark(n)),
  );
/** The server's answer to the next pushes, in place of its own. */
function answerPushes(answers: (() => Response)[]) {
  const own = server.answer.bind(server);
  server.answer = (path, init) => {
    const next = path === '/sync/push' ? answers.shift() : undefined;
    return next ? next() : own(path, init);
  };
}
const states = () => [...phone.store.held.keys()].map((entry) => phone.entry(entry).state);

describe('an answer that is not one', () => {
  test("F4, PH12: a portal's page with status 200 settles nothing", async () => {
    await saveMany(2);
    phone.world.faults = ['html'];
    expect(await phone.sync()).toEqual({ ok: false, code: 'not_ours' });
    expect(states()).toEqual(['saved', 'saved']);
  });

  test('PH12: JSON of another shape with status 200 settles nothing', async () => {
    await saveMany(1);
    answerPushes([() => json({ ok: true })]);
    expect((await phone.sync()).ok).toBe(false);
    expect(states()).toEqual(['saved']);
  });

  test('PH2: a result that names another op, or an unknown code, settles nothing', async () => {
    await saveMany(1);
    const results = [
      { op_id: 'another', code: 'applied', rev: 1 },
      { op_id: phone.waiting()[0]?.op_id ?? '', code: 'of_a_newer_server' },
    ];
    const stamp = { epoch: server.epoch, server_time: '2026-11-20T08:00:00Z', min_app: '0.1.0' };
    answerPushes([() => json({ ...stamp, results })]);
    await phone.sync();
    expect(states()).toEqual(['saved']);
    await phone.sync();
    expect(states()).toEqual(['received']);
  });

  test('F13: a login that ended keeps everything and says so', async () => {
    await saveMany(1);
    answerPushes([() => problem(401, 'not_signed_in')]);
    await phone.sync();
    expect(syncStatus.value.phase).toBe('needs_login');
    expect(states()).toEqual(['saved']);
  });

  test("PH11: 503 waits as long as the server says, with a second's spread", async () => {
    await saveMany(1);
    phone.world.faults = ['busy'];
    await phone.sync();
    expect(phone.world.timers).toEqual([8000]);
  });

  test('PH11, L5: the waits of failures in a row double, all of it random', async () => {
    await saveMany(1);
    const waits = [];
    for (let n = 0; n < 9; n++) {
      phone.world.faults = ['lose_request'];
      await phone.sync();
      waits.push(...phone.world.timers);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 150].map((s) => s * 1000));
  });

  test('PH11: once something came through, the next wait is a short one again', async () => {
    const fresh = await Phone.fresh(new TestWorld(server));
    fresh.world.faults = ['lose_request'];
    for (let n = 0; n < 4; n++) {
      await fresh.sync();
      fresh.world.faults = ['lose_request'];
    }
    expect(fresh.world.timers).toEqual([8000]);
    // The snapshot comes whole, the page behind it does not.
    fresh.world.faults = ['none', 'none', 'lose_request'];
    expect(await fresh.sync()).toMatchObject({ ok: false });
    expect(fresh.store.meta.cursor).not.toBeNull();
    expect(fresh.world.timers).toEqual([1000]);
  });
});

describe('one op that the server does not want', () => {
  test('F5, PU1: is shown with its code and stops no other', async () => {
    await save(phone.store, [mark(1), mark(2, { bad: true }), mark(3)]);
    await phone.sync();
    expect(states()).toEqual(['received', 'to_fix', 'received']);
  });

  test('PH4: later changes of its entry wait for the repair', async () => {
    await save(phone.store, [mark(1)]);
    await save(phone.store, [mark(1, { bad: true })]);
    await save(phone.store, [mark(1, { n: 2 })]);
    await phone.sync();
    const entry = phone.entry(id(1));
    expect(entry).toMatchObject({ state: 'to_fix', rev: 1, pending: 1 });
    const pushes = server.asked.filter((asked) => asked === 'POST /sync/push').length;
    await phone.sync();
    expect(server.asked.filter((asked) => asked === 'POST /sync/push')).toHaveLength(pushes);
  });

  test('PH11, F6: batches are halved while the server refuses them, and all arrives', async () => {
    server.tooLarge = 3;
    await saveMany(20);
    await phone.sync();
    expect(new Set(states())).toEqual(new Set(['received']));
  });

  test('PH11: one that is refused alone goes to "to fix", the others arrive', async () => {
    await saveMany(4);
    const own = server.answer.bind(server);
    server.answer = (path, init) => {
      const batch = phone.store.inFlight;
      const hated = phone.store.live().find((op) => op.entry_id === id(2))?.op_id ?? '';
      if (path === '/sync/push' && batch.has(hated)) return problem(400, 'malformed');
      return own(path, init);
    };
    await phone.sync();
    expect(states()).toEqual(['received', 'received', 'to_fix', 'received']);
    expect(phone.entry(id(2)).refusal).toMatchObject({
      code: 'refused_by_server',
      errors: [{ path: '', code: 'malformed' }],
    });
    server.answer = own;
    await phone.sync();
    expect(phone.entry(id(2)).state).toBe('received');
  });

  test('PU3: an id that the server holds with another text goes again under a new one', async () => {
    await save(phone.store, [mark(1)]);
    const [op] = phone.waiting();
    const result = { op_id: op?.op_id ?? '', code: 'applied', rev: 1 };
    server.state.receipts.set(op?.op_id ?? '', { text: '{"other":1}', result });
    server.state.receipts.get = function (this: Map<string, never>, key: string) {
      return Map.prototype.get.call(this, key);
    };
    answerPushes([
      () => json({ ...stamp(), results: [{ op_id: op?.op_id, code: 'op_id_reused' }] }),
    ]);
    await phone.sync();
    server.state.receipts.delete(op?.op_id ?? '');
    await phone.sync();
    const entry = phone.entry(id(1));
    expect(entry.state).toBe('received');
    expect(await phone.store.allOps()).toHaveLength(2);
  });

  test('PU4: behind a refusal that a phone put back has never seen, its entry goes anew', async () => {
    await save(phone.store, [mark(1)]);
    const forgotten = { ...thaw(phone.waiting()[0]?.text ?? ''), op_id: id(99) };
    const result = { op_id: id(99), code: 'invalid' };
    server.state.receipts.set(id(99), { text: freeze(forgotten), result });
    await phone.sync();
    await phone.sync();
    expect(phone.entry(id(1)).state).toBe('received');
    const [taken] = server.state.effects.map((text) => thaw(text));
    expect(taken?.supersedes?.[0]).toBe(id(99));
  });

  test('PU4: what waits behind a refusal that the person sees is left to the person', async () => {
    await save(phone.store, [mark(1, { bad: true })]);
    await save(phone.store, [mark(1, { n: 'better' })]);
    await phone.sync();
    await phone.sync();
    expect(phone.entry(id(1)).state).toBe('to_fix');
    expect(server.state.effects).toEqual([]);
  });

  test('erased: the body leaves this phone, the id stays taken', async () => {
    await save(phone.store, [mark(1)]);
    const op_id = phone.waiting()[0]?.op_id;
    answerPushes([() => json({ ...stamp(), results: [{ op_id, code: 'erased' }] })]);
    await phone.sync();
    expect(phone.store.held.has(id(1))).toBe(false);
    expect(await phone.store.allOps()).toMatchObject([{ op_id, text: '', status: 'erased' }]);
  });

  const stamp = () => ({
    epoch: server.epoch,
    server_time: '2026-11-20T08:00:00Z',
    min_app: '0.1.0',
  });
});

describe('sending', () => {
  test('CO3: consent goes first, the rest as it was saved', async () => {
    await save(phone.store, [mark(1), mark(2)]);
    await save(phone.store, [{ ...mark(3), kind: 'consent' }]);
    await phone.sync();
    expect(server.state.effects.map((text) => thaw(text).kind)).toEqual([
      'consent',
      'presence',
      'presence',
    ]);
  });

  test('F3, L3: an edit made while its entry is in flight is sent next, not taken as sent', async () => {
    await save(phone.store, [mark(1)]);
    const own = server.answer.bind(server);
    let edit: Promise<unknown> | undefined;
    server.answer = (path, init) => {
      if (path === '/sync/push') edit ??= save(phone.store, [mark(1, { n: 'edited' })]);
      return own(path, init);
    };
    await phone.sync();
    await edit;
    await phone.sync();
    expect(server.state.entries.get(id(1))).toMatchObject({ rev: 2, body: { n: 'edited' } });
  });

  test('PR1: a mark taken back while in flight is created, then cancelled', async () => {
    await save(phone.store, [mark(1)]);
    await cancel(phone.store, id(1));
    await phone.sync();
    expect(server.state.entries.get(id(1))).toMatchObject({ rev: 2, state: 'cancelled' });
    expect(phone.entry(id(1)).state).toBe('cancelled');
  });

  test('F6: a backlog of 250 goes in three requests, and says what is left in each', async () => {
    await saveMany(250);
    await phone.sync();
    expect(server.manifests).toMatchObject([{ pending: 250 }, { pending: 150 }, { pending: 50 }]);
    expect(server.state.effects).toHaveLength(250);
  });

  test('PH11: a stalled batch is halved after two stalls, and one slow op alone is set aside', async () => {
    await saveMany(4);
    phone.world.faults = ['stall', 'stall'];
    await phone.sync();
    expect(server.state.effects).toHaveLength(4);
    expect(server.manifests.length).toBeGreaterThan(1);
  });

  test('F15, I14: a phone whose clock is years off learns by how much and sends all the same', async () => {
    server.now = () => phone.world.time + 3 * 365 * 86_400_000;
    await saveMany(1);
    await phone.sync();
    expect(syncStatus.value.clock_skew_ms).toBe(3 * 365 * 86_400_000);
    expect(states()).toEqual(['received']);
  });

  test('the timer runs only while changes wait', async () => {
    await phone.sync();
    expect(phone.world.timers).toEqual([]);
    await saveMany(1);
    phone.syncer.expectWork();
    phone.world.pass(30_000);
    phone.syncer.expectWork();
    expect(phone.world.timers).toEqual([30_000]);
  });
});

describe('a server that came back from a backup', () => {
  test('L5, I15: gets everything again that this phone holds, refused ops too', async () => {
    const before = server.backup();
    await save(phone.store, [mark(1), mark(2, { bad: true })]);
    await save(phone.store, [mark(1, { n: 'later' })]);
    await phone.sync();
    server.restore(before);
    await phone.sync();
    await phone.sync();
    expect(server.state.receipts.size).toBe(3);
    expect(server.state.entries.get(id(1))).toMatchObject({ rev: 2, body: { n: 'later' } });
    expect(states()).toEqual(['received', 'to_fix']);
  });

  test('L5: a change made after it chains on what is being sent again', async () => {
    const before = server.backup();
    await save(phone.store, [mark(1)]);
    await phone.sync();
    server.restore(before);
    await save(phone.store, [mark(1, { n: 'after' })]);
    await phone.sync();
    await phone.sync();
    expect(phone.entry(id(1))).toMatchObject({ state: 'received', body: { n: 'after' } });
    expect(server.state.entries.get(id(1))?.body).toEqual({ n: 'after' });
  });
});
