import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { takeRefusal } from '../../src/outbox/results';
import { cancel, fix, save } from '../../src/store/save';
import { FakeServer, PERSON, problem, snapshotOf } from './fake-server';
import { joined, Phone, TestWorld } from './phone';

const ID = '10000000-0000-4000-8000-000000000001';
const mark = (body: Record<string, unknown>) => ({
  entry_id: ID,
  kind: 'presence',
  body,
  souk_date: '2026-11-20',
});
const RECORDED_AT = '2026-11-20T07:45:00.000Z';
const RETURNED = {
  decision: 'return',
  by: { name_ar: 'سعاد', name_latin: 'Souad' },
  at: '2026-11-20T18:00:00Z',
  reason: '',
  rev: 1,
  comments: [{ path: 'status', text: 'من رآه؟' }],
};

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

describe('the snapshot', () => {
  test('PL1, L1: one whose bytes do not add up is not taken', async () => {
    const phone = await Phone.fresh(new TestWorld(server));
    const own = server.answer.bind(server);
    server.answer = (path, init) => {
      const response = own(path, init);
      if (!path.startsWith('/sync/snapshot/')) return response;
      return new Response(new Uint8Array(40).fill(7), { headers: response.headers });
    };
    expect(await phone.sync()).toEqual({ ok: false, code: 'not_ours' });
    expect(phone.store.roster.market).toBeNull();
    server.answer = own;
    expect((await phone.sync()).ok).toBe(true);
    expect(phone.store.roster.traders.size).toBe(1);
  });

  test('PL1: a phone that loses the network goes on where it was, also after a restart', async () => {
    const phone = await Phone.fresh(new TestWorld(server));
    const large = { ...snapshotOf(server.epoch), noise: randomBytes(80_000).toString('base64') };
    server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(large)));
    phone.world.faults = ['none', 'none', 'none', 'lose_answer'];
    await phone.sync();
    await phone.restart();
    server.asked.length = 0;
    await phone.sync();
    const slices = server.asked.filter((asked) => asked.startsWith('GET /sync/snapshot/'));
    // Of three.
    expect(slices).toHaveLength(1);
    expect(phone.store.roster.traders.size).toBe(1);
  });

  test('a phone that has it and lost the page after it asks again by itself: its zones come with it', async () => {
    const phone = await Phone.fresh(new TestWorld(server));
    phone.world.faults = ['none', 'none', 'lose_answer'];
    expect((await phone.sync()).ok).toBe(false);
    expect(phone.store.roster.traders.size).toBe(1);
    expect(phone.world.timers).toHaveLength(1);
    await phone.sync();
    expect(phone.store.meta.last_ok_at).not.toBeNull();
    expect(phone.world.timers).toEqual([]);
  });

  test('PL2, F14: fetched anew after the cursor is gone, it leaves drafts and outbox alone', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    const own = server.answer.bind(server);
    let gone = 1;
    server.answer = (path, init) => {
      if (path === '/sync/push') throw new TypeError('network');
      if (path.startsWith('/sync/pull') && gone-- > 0) return problem(410, 'cursor_gone');
      return own(path, init);
    };
    const { pull } = await import('../../src/sync/pull');
    const nobody = () => undefined;
    expect(await pull(phone.store, nobody, nobody)).toBeNull();
    expect(server.asked.filter((asked) => asked === 'GET /sync/snapshot')).toHaveLength(2);
    expect(phone.entry(ID)).toMatchObject({ state: 'saved', body: { n: 1 } });
  });
});

describe('what comes of my entries', () => {
  test('PL6: a return that meets a change waiting here is laid beside it, never over it', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    await phone.sync();
    await save(phone.store, [mark({ n: 2 })]);
    server.decide(ID, 'returned', RETURNED);
    const { pull } = await import('../../src/sync/pull');
    const nobody = () => undefined;
    await pull(phone.store, nobody, nobody);
    const entry = phone.entry(ID);
    expect(entry).toMatchObject({ state: 'saved', body: { n: 2 }, beside: { state: 'returned' } });
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'received', rev: 2, body: { n: 2 } });
    expect(phone.entry(ID).beside).toBeUndefined();
  });

  test('PL4: a return brings the words of the coach to the field; mended, it is received again', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    await phone.sync();
    server.decide(ID, 'returned', RETURNED);
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'returned', decision: RETURNED });
    await save(phone.store, [mark({ n: 1 })]);
    expect(phone.entry(ID).state).toBe('saved');
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'received', rev: 2 });
  });

  test('an approval that came while the first answer was lost is what is shown', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    phone.world.faults = ['lose_answer'];
    await phone.sync();
    server.decide(ID, 'approved', undefined);
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'approved', rev: 1 });
  });

  test('I4: a settlement of what was refused is followed', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ bad: true })]);
    await phone.sync();
    const op_id = phone.store.live()[0]?.op_id ?? '';
    server.settle({ op_id, outcome: 'discarded', reason: 'مكرر' });
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'rejected', refusal: { reason: 'مكرر' } });
    await fix(phone.store, ID, { n: 1 });
    expect(phone.entry(ID).state).toBe('saved');
  });

  test('entries recorded before a reinstall are listed, without their bodies', async () => {
    const first = await joined(server);
    await save(first.store, [mark({ n: 1 })]);
    await first.sync();
    const second = await joined(server);
    expect(second.entry(ID)).toMatchObject({ state: 'received', rev: 1, bodiless: true });
    server.decide(ID, 'returned', RETURNED);
    await second.sync();
    expect(second.entry(ID)).toMatchObject({ state: 'returned', body: { n: 1 } });
    expect(second.entry(ID).bodiless).toBeUndefined();
  });

  test('PL7, F8: a mark that came whole stands where it was made, and is changed as one of this phone', async () => {
    const first = await joined(server);
    await save(first.store, [mark({ stall_id: 's1', status: 'present' })]);
    await first.sync();
    server.wholeSince = RECORDED_AT;
    const second = await joined(server);
    expect(second.entry(ID)).toMatchObject({
      subject: { stall_id: 's1' },
      recorded_at: RECORDED_AT,
    });
    expect(second.entry(ID).bodiless).toBeUndefined();
    await save(second.store, [mark({ stall_id: 's1', status: 'absent' })]);
    await second.sync();
    expect(server.state.entries.get(ID)).toMatchObject({ rev: 2, body: { status: 'absent' } });
  });

  test('what was withdrawn, but had reached the server after all, can be taken back there', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    const [op] = phone.waiting();
    phone.world.faults = ['lose_answer'];
    await phone.sync();
    if (op) await takeRefusal(phone.store, op, 'stalled');
    await cancel(phone.store, ID);
    expect(phone.entry(ID)).toMatchObject({ state: 'cancelled', pending: 0 });
    await phone.sync();
    expect(phone.entry(ID).state).toBe('received');
    await cancel(phone.store, ID);
    await phone.sync();
    expect(server.state.entries.get(ID)?.state).toBe('cancelled');
    expect(phone.entry(ID).state).toBe('cancelled');
  });

  test('PH5: what was decided is forgotten 60 days after, by the clock of the server', async () => {
    const phone = await joined(server);
    await save(phone.store, [mark({ n: 1 })]);
    await phone.sync();
    server.decide(ID, 'approved', undefined);
    await phone.sync();
    phone.world.time += 400 * 86_400_000;
    server.now = () => Date.parse('2026-11-21T08:00:00Z');
    await phone.sync();
    expect(phone.store.held.has(ID)).toBe(true);
    server.now = () => Date.parse('2027-02-01T08:00:00Z');
    await phone.sync();
    expect(phone.store.held.has(ID)).toBe(false);
    expect(await phone.store.allOps()).toEqual([]);
  });
});

describe('a form of which newer versions came one by one', () => {
  test('SV1, SV3: the newest is asked also after a restart, and each older one is still there', async () => {
    const phone = await joined(server);
    const { takePage } = await import('../../src/sync/pulled');
    for (const version of ['9', '10']) {
      const form = {
        type: 'form',
        form_id: 'souk',
        version,
        modules_on: [],
        compiled: { version },
      };
      await takePage(phone.store, {
        ...{ epoch: server.epoch, cursor: version, server_time: '2026-11-20T08:00:00Z' },
        ...{ more: false, catalog: [form], own: [], settlements: [] },
        me: { person: PERSON, zones: [], badge_ranges: [] },
      });
    }
    const carried = () => ({
      asked: phone.store.roster.forms.get('souk')?.version,
      kept: [...phone.store.roster.form_versions.keys()].sort(),
    });
    const before = carried();
    expect(before).toEqual({ asked: '10', kept: ['souk@1', 'souk@10', 'souk@9'] });
    await phone.restart();
    expect(carried()).toEqual(before);
  });
});
