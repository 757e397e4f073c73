import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/capture/survey/standing';
import type { LocalEntry } from '../../../src/entries/types';
import { layItems, unpack } from '../../../src/store/roster';
import type { Asked } from '../../../src/store/roster-types';
import { snapshotOf } from '../../sync/fake-server';

const survey = (souk_date: string, outcome: string, over: Partial<LocalEntry> = {}) =>
  ({
    ...{ kind: 'survey', souk_date, recorded_at: '', state: 'received' },
    ...{ body: { outcome, form_id: 'souk' }, subject: { trader_id: 'aisha' }, ...over },
  }) as LocalEntry;
const asked = (souk_date: string, outcome: Asked['outcome']): Asked => ({
  ...{ form_id: 'souk', souk_date, outcome },
});
const known = (entries: LocalEntry[] = [], from?: string, today = '2026-11-27') => ({
  entries,
  forms: new Map([['souk', from ? { ask_again_from: from } : {}]]),
  today,
});
const AISHA = { id: 'aisha' };

describe('what this phone asked', () => {
  it('is nothing while nobody asked, or what was asked was taken back', () => {
    expect(standingOf([AISHA], known())).toBeNull();
    expect(standingOf([{ id: 'hamid' }], known([survey('2026-11-20', 'completed')]))).toBeNull();
    const taken_back = survey('2026-11-20', 'completed', { state: 'cancelled' });
    expect(standingOf([AISHA], known([taken_back]))).toBeNull();
  });

  it('is a refusal with its day, until they were asked again', () => {
    const refused = survey('2026-11-20', 'refused');
    expect(standingOf([AISHA], known([refused]))).toEqual({
      outcome: 'refused',
      souk_date: '2026-11-20',
    });
    const again = survey('2026-11-27', 'completed');
    expect(standingOf([AISHA], known([again, refused]))?.outcome).toBe('completed');
  });
});

describe('SV10: the coach’s day, and what other phones asked', () => {
  it('ends what was asked before that day, once it has come', () => {
    const before = known([survey('2026-11-20', 'refused')], '2026-11-27', '2026-11-26');
    expect(standingOf([AISHA], before)?.outcome).toBe('refused');
    expect(standingOf([AISHA], { ...before, today: '2026-11-27' })).toBeNull();
    const that_day = known([survey('2026-11-27', 'refused')], '2026-11-27');
    expect(standingOf([AISHA], that_day)?.outcome).toBe('refused');
    const theirs = { ...AISHA, survey: asked('2026-11-20', 'completed') };
    expect(standingOf([theirs], known([], '2026-11-27'))).toBeNull();
  });

  it('shows what another phone recorded', () => {
    const theirs = { ...AISHA, survey: asked('2026-11-20', 'refused') };
    expect(standingOf([theirs], known())).toEqual({ outcome: 'refused', souk_date: '2026-11-20' });
  });

  it('VA11: is what the roster says, once one’s own was sealed', () => {
    const theirs = { ...AISHA, survey: asked('2026-11-20', 'completed') };
    const sealed = survey('2026-11-20', 'completed', { bodiless: true });
    expect(standingOf([theirs], known([sealed]))?.outcome).toBe('completed');
  });

  it('is whichever of the two is newer, and one’s own on the same day', () => {
    const theirs = { ...AISHA, survey: asked('2026-11-20', 'refused') };
    const mine = (day: string) => known([survey(day, 'completed', { state: 'saved' })]);
    expect(standingOf([theirs], mine('2026-11-27'))?.outcome).toBe('completed');
    expect(standingOf([theirs], mine('2026-11-20'))?.outcome).toBe('completed');
    expect(standingOf([theirs], mine('2026-11-13'))?.outcome).toBe('refused');
  });

  it('PR8: is the newest of all who were found to be the same person', () => {
    const merged = { id: 'aisha-too', survey: asked('2026-11-20', 'refused') };
    expect(standingOf([AISHA, merged], known())?.outcome).toBe('refused');
    const both = [{ ...AISHA, survey: asked('2026-11-13', 'completed') }, merged];
    expect(standingOf(both, known())?.outcome).toBe('refused');
    const mine = survey('2026-11-27', 'completed', { subject: { trader_id: 'aisha-too' } });
    expect(standingOf(both, known([mine]))?.souk_date).toBe('2026-11-27');
  });

  it('is gone at once where it was taken back here, before the roster knows', () => {
    const theirs = { ...AISHA, survey: asked('2026-11-20', 'refused') };
    const taken_back = survey('2026-11-20', 'refused', { state: 'cancelled' });
    expect(standingOf([theirs], known([taken_back]))).toBeNull();
  });

  it('comes to a phone by snapshot and by pull, and leaves it with its trader', () => {
    const snapshot = snapshotOf('epoch');
    const carrying = {
      ...snapshot,
      surveys: [['souk', 'refused', '2026-11-20'] as const],
      traders: { ...snapshot.traders, survey: [0] },
    };
    const [first] = unpack(carrying).traders.values();
    expect(first?.survey).toEqual(asked('2026-11-20', 'refused'));
    const [older] = unpack(snapshot).traders.values();
    expect(older && 'survey' in older).toBe(false);
    const pulled = { type: 'trader', ...older, survey: asked('2026-11-27', 'completed') };
    const later = layItems(unpack(snapshot), [pulled]);
    expect([...later.traders.values()][0]?.survey?.outcome).toBe('completed');
    const without = layItems(later, [{ type: 'trader', ...older }]);
    expect([...without.traders.values()][0]?.survey).toBeUndefined();
  });
});
