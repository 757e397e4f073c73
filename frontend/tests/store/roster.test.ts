import { describe, expect, test } from 'vitest';
import type { LocalEntry } from '../../src/entries/types';
import { layItems, unpack, unpackId, withNewcomers } from '../../src/store/roster';
import { snapshotOf } from '../sync/fake-server';

const base = unpack(snapshotOf('epoch'));
const TRADER = '00000000-0000-0000-0000-000000000003';
const STALL = '00000000-0000-0000-0000-000000000001';

describe('the roster on a phone', () => {
  test('PL1: the columns of the snapshot become traders at their places', () => {
    expect(base.traders.get(TRADER)).toEqual({
      id: TRADER,
      known_as: 'مول الزيتون',
      name_ar: null,
      name_latin: 'Lahcen',
      rahba: 'veg',
      trade: 'VEG01',
      badge: 'K-0457-6',
      state: 'approved',
      tag: null,
      stalls: [STALL],
    });
    expect(base.stalls.get(STALL)).toMatchObject({ rahba: 'veg', lane: 'A', number: '12' });
    expect(base.rahbas.map(({ code }) => code)).toEqual(['veg', 'grains']);
  });

  test('an id of 22 characters is the id it was', () => {
    const id = '5f1c2c0e-6a55-4e7e-9b0a-fffefdfcfbfa';
    const packed = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
    expect(unpackId(packed)).toBe(id);
  });

  test('a rejected registration, an ended place and an ended merge leave it', () => {
    const merged = layItems(base, [{ type: 'alias', from_id: 'a', to_id: 'b', ended: false }]);
    expect(merged.aliases.get('a')).toBe('b');
    const less = layItems(merged, [
      { type: 'trader', id: TRADER, state: 'rejected' },
      { type: 'stall', id: STALL, ends_on: '2026-11-20' },
      { type: 'alias', from_id: 'a', to_id: 'b', ended: true },
      { type: 'something_newer', id: 'x' },
    ]);
    expect([less.traders.size, less.stalls.size, less.aliases.size]).toEqual([0, 1, 0]);
    expect(base.traders.size).toBe(1);
  });

  test('SV3: the version that was answered stays when a newer one comes', () => {
    const newer = { type: 'form', form_id: 'souk', version: '2', compiled: { version: 2 } };
    const roster = layItems(base, [newer]);
    expect(roster.forms.get('souk')?.version).toBe('2');
    expect(roster.form_versions.get('souk@1')?.compiled).toEqual({ version: 1 });
  });
});

describe("this phone's own newcomers", () => {
  const registration = (over: Partial<LocalEntry>): LocalEntry => ({
    entry_id: 'e',
    kind: 'trader',
    schema_version: 1,
    souk_date: '2026-11-20',
    subject: { trader_id: 'new', stall_id: STALL },
    state: 'saved',
    rev: 0,
    body: { trader_id: 'new', known_as: 'Ba Omar', rahba: 'veg', trade: 'VEG02', stall_id: STALL },
    recorded_at: '',
    history: 1,
    pending: 1,
    flags: [],
    proposed_rev: null,
    ...over,
  });

  test('a registration taken back or rejected shows nobody', () => {
    for (const state of ['cancelled', 'rejected'] as const) {
      const laid = withNewcomers(base, [registration({ state, pending: 0 })]);
      expect(laid.traders.has('new')).toBe(false);
    }
  });

  describe('somebody on a list, who was not asked yet (IM5-IM7)', () => {
    const listed = layItems(base, [
      { type: 'trader', id: 'new', known_as: 'Omar', state: 'imported', stalls: [STALL] },
    ]);
    const consent = (over: Partial<LocalEntry>, decision = 'refused') =>
      registration({
        kind: 'consent',
        body: { trader_id: 'new', purpose: 'registration', decision },
        ...over,
      });

    test('is carried as such', () => {
      expect(listed.traders.get('new')?.state).toBe('imported');
    });

    test('registered on this phone, they are provisional, also before the roster says so', () => {
      const sent = registration({ state: 'received', pending: 0 });
      expect(withNewcomers(listed, [sent]).traders.get('new')).toMatchObject({
        known_as: 'Ba Omar',
        state: 'provisional',
      });
    });

    test('a registration taken back leaves what the list says', () => {
      const taken = registration({ state: 'cancelled', pending: 0 });
      expect(withNewcomers(listed, [taken]).traders.get('new')?.known_as).toBe('Omar');
    });

    test('a no takes them off this phone at once, a yes or a no taken back does not', () => {
      expect(withNewcomers(listed, [], [consent({})]).traders.has('new')).toBe(false);
      expect(withNewcomers(listed, [], [consent({}, 'given')]).traders.has('new')).toBe(true);
      const taken = consent({ state: 'cancelled' });
      expect(withNewcomers(listed, [], [taken]).traders.has('new')).toBe(true);
    });
  });

  test('PH13: they are found before the server knows them, as provisional', () => {
    const trader = withNewcomers(base, [registration({})]).traders.get('new');
    expect(trader).toMatchObject({ known_as: 'Ba Omar', state: 'provisional', stalls: [STALL] });
  });

  test("once the server's roster has them, its word stands, except while a change waits", () => {
    const known = layItems(base, [
      { type: 'trader', id: 'new', known_as: 'Ba Omar', state: 'approved', stalls: [] },
    ]);
    const settled = withNewcomers(known, [registration({ state: 'received', pending: 0 })]);
    expect(settled.traders.get('new')?.mine).toBeUndefined();
    const changed = withNewcomers(known, [
      registration({ body: { trader_id: 'new', known_as: 'Ba Omar 2' } }),
    ]);
    expect(changed.traders.get('new')).toMatchObject({ known_as: 'Ba Omar 2', state: 'approved' });
  });
});
