import { beforeEach, describe, expect, test } from 'vitest';
import { thaw } from '../../src/entries/op';
import { cancel, fix, keepDraft, save } from '../../src/store/save';
import { FakeServer } from '../sync/fake-server';
import { joined, type Phone } from '../sync/phone';

const DATE = '2026-11-20';
const PLACE = '20000000-0000-4000-8000-000000000001';
const ID = '10000000-0000-4000-8000-000000000001';
const mark = (status: string, entry_id = ID) => ({
  entry_id,
  kind: 'presence',
  body: { stall_id: PLACE, status },
  souk_date: DATE,
});

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

const texts = async () => (await phone.store.allOps()).map((op) => thaw(op.text));

describe('saving', () => {
  test('F9, PH1: a full device rejects the tap, and keeps what was saved before', async () => {
    await save(phone.store, [mark('present')]);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const second = save(phone.store, [mark('absent')]);
    await expect(second).rejects.toMatchObject({ code: 'storage_full' });
    IDBObjectStore.prototype.put = put;
    expect(phone.entry(ID).body).toEqual({ stall_id: PLACE, status: 'present' });
    await phone.restart();
    expect(await texts()).toHaveLength(1);
  });

  test('OP4: a number with a fraction is refused before anybody is told "saved"', async () => {
    const day = { kind: 'day_sheet', body: { waste_kg: 1.5 }, souk_date: DATE };
    await expect(save(phone.store, [day])).rejects.toThrow('float_not_allowed');
    expect(await texts()).toEqual([]);
  });

  test('OP1: the op that begins an entry goes by its id, every later one by an id of its own', async () => {
    await save(phone.store, [mark('present')]);
    await save(phone.store, [mark('absent')]);
    const [first, second] = await texts();
    expect(first).toMatchObject({ op_id: ID, entry_id: ID, type: 'create' });
    expect(second?.entry_id).toBe(ID);
    expect(second?.op_id).not.toBe(ID);
  });

  test('an entry that was taken back is not revised: a new mark is a new entry', async () => {
    await save(phone.store, [mark('present')]);
    await cancel(phone.store, ID);
    await expect(save(phone.store, [mark('absent')])).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('CO4: a registration and its consents become durable together or not at all', async () => {
    const consent = { kind: 'consent', body: { trader_id: PLACE }, souk_date: DATE };
    const broken = { ...consent, body: { trader_id: PLACE, age: 0.5 } };
    await expect(save(phone.store, [consent, broken])).rejects.toThrow();
    expect(await texts()).toEqual([]);
    await save(phone.store, [consent, { ...consent, kind: 'trader' }]);
    expect((await texts()).map(({ kind }) => kind)).toEqual(['consent', 'trader']);
  });

  test('OP1: pressing twice is one entry and one change', async () => {
    await Promise.all([save(phone.store, [mark('present')]), save(phone.store, [mark('present')])]);
    expect(await texts()).toHaveLength(1);
    expect(phone.entry(ID).history).toBe(1);
  });

  test('OP1: a draft becomes the entry of the same id, and is a draft no more', async () => {
    const draft = { draft_id: ID, kind: 'survey', body: {}, step: '/a', souk_date: DATE };
    await keepDraft(phone.store, draft);
    await phone.restart();
    expect(phone.store.drafts.get(ID)?.step).toBe('/a');
    await save(phone.store, [{ entry_id: ID, kind: 'survey', body: { n: 1 }, souk_date: DATE }]);
    expect(phone.store.drafts.size).toBe(0);
    expect(phone.entry(ID).state).toBe('saved');
  });

  test('OP5, PR1: changes chain on those that wait, and taking back is an op of its own', async () => {
    await save(phone.store, [mark('present')]);
    await save(phone.store, [mark('closed_early')]);
    await cancel(phone.store, ID);
    const ops = (await texts()).map(({ type, base_rev, body }) => [type, base_rev, body?.status]);
    expect(ops).toEqual([
      ['create', 0, 'present'],
      ['revise', 1, 'closed_early'],
      ['cancel', 2, undefined],
    ]);
    expect(phone.entry(ID)).toMatchObject({ state: 'cancelled', pending: 3 });
  });

  test('OP2, OP3: the op says whose, where, when and in which epoch, in frozen characters', async () => {
    await save(phone.store, [mark('present')]);
    const [op] = await phone.store.allOps();
    expect(thaw(op?.text ?? '')).toMatchObject({
      entry_id: ID,
      schema_version: 1,
      epoch: server.epoch,
      souk_date: DATE,
      recorded_at: '2026-11-20T08:00:00.000Z',
      tz_offset_min: 60,
    });
    expect(op?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('OP4: half an emoji and a NUL, which no keyboard shows, do not cost the entry', async () => {
    await save(phone.store, [mark('a\0b\ud83dc😀')]);
    expect(phone.entry(ID).body.status).toBe('ab\ufffdc😀');
  });
});

describe('an entry whose change was refused', () => {
  beforeEach(async () => {
    const bad = { ...mark('present'), body: { bad: true } };
    await save(phone.store, [bad]);
    await phone.sync();
  });

  test('I5: says so, with the code at the field', () => {
    expect(phone.entry(ID)).toMatchObject({
      state: 'to_fix',
      refusal: { code: 'invalid', errors: [{ path: 'bad', code: 'constraint' }] },
    });
  });

  test('PH4: a repair is one new op in place of the refused one, which is kept', async () => {
    await fix(phone.store, ID, { stall_id: PLACE });
    const [refused, repair] = await texts();
    expect(repair).toMatchObject({ type: 'create', base_rev: 0, supersedes: [refused?.op_id] });
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'received', rev: 1, pending: 0 });
    expect(await texts()).toHaveLength(2);
  });

  test('PH4: saving it again from its form is such a repair', async () => {
    await save(phone.store, [mark('absent')]);
    await phone.sync();
    expect(phone.entry(ID)).toMatchObject({ state: 'received', rev: 1 });
  });

  test('PH4: a repair that is refused too is repaired together with what it stood in for', async () => {
    await fix(phone.store, ID, { bad: true, again: true });
    await phone.sync();
    expect(phone.entry(ID).state).toBe('to_fix');
    await fix(phone.store, ID, { stall_id: PLACE });
    const [first, second, third] = await texts();
    expect(third?.supersedes).toEqual([first?.op_id, second?.op_id]);
    await phone.sync();
    expect(phone.entry(ID).state).toBe('received');
  });

  test('taken back before the server ever took it, it is gone here and sends nothing', async () => {
    await cancel(phone.store, ID);
    expect(phone.entry(ID).state).toBe('cancelled');
    expect(phone.waiting()).toEqual([]);
  });

  test('PH4: taken back before the refusal was known, it can be taken back again', async () => {
    const other = '10000000-0000-4000-8000-000000000002';
    await save(phone.store, [{ ...mark('present', other), body: { bad: true } }]);
    await cancel(phone.store, other);
    await phone.sync();
    expect(phone.entry(other).state).toBe('to_fix');
    await cancel(phone.store, other);
    expect(phone.entry(other).state).toBe('cancelled');
    expect(phone.waiting()).toEqual([]);
  });
});

describe('two tabs of one person', () => {
  test('F2: what the other tab wrote is read before the change is worked out', async () => {
    await save(phone.store, [mark('present')]);
    const { PersonStore } = await import('../../src/store/person-store');
    const { CODEC, IDENTITY } = await import('../sync/phone');
    const nobody = () => undefined;
    const tab = await PersonStore.open(phone.world, IDENTITY, nobody, nobody, CODEC);
    await save(phone.store, [mark('absent')]);
    await save(tab, [mark('closed_early')]);
    const ops = await tab.allOps();
    expect(ops.map((op) => op.base_rev)).toEqual([0, 1, 2]);
  });
});
