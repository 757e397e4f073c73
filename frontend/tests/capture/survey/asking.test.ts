import { describe, expect, it } from 'vitest';
import { askerOf, type Known } from '../../../src/capture/survey/asking';
import type { LocalEntry } from '../../../src/entries/types';
import { type Asking, EVERYONE } from '../../../src/forms/asking';
import { unpack } from '../../../src/store/roster';
import type { Asked, Form, Trader } from '../../../src/store/roster-types';
import { snapshotOf } from '../../sync/fake-server';

const ONCE: Asking = { ...EVERYONE, rule: 'once', starts_on: '2026-11-01' };
const QUOTA: Asking = { ...ONCE, rule: 'quota', quotas: { grains: 1 } };
const form = (over: Partial<Form> = {}) => ({ form_id: 'souk', ...over }) as Form;
const asked = (souk_date: string, outcome: Asked['outcome'] = 'completed', form_id = 'souk') => ({
  ...{ form_id, outcome, souk_date },
});
const trader = (id: string, over: Partial<Trader> = {}) =>
  ({ id, rahba: 'grains', ...over }) as Trader;
const survey = (trader_id: string, over: Partial<LocalEntry> = {}, form_id = 'souk') =>
  ({
    ...{ kind: 'survey', souk_date: '2026-11-27', recorded_at: '', state: 'saved' },
    ...{ body: { outcome: 'completed', form_id }, subject: { trader_id }, ...over },
  }) as LocalEntry;
const AISHA = trader('aisha');
const HAMID = trader('hamid');

const known = (
  traders: Trader[],
  entries: LocalEntry[] = [],
  over: Partial<Known> = {},
): Known => ({
  ...{ traders, entries, aliases: new Map(), today: '2026-11-27' },
  ...over,
});

describe('FD6: each trader once, as far as this phone knows', () => {
  it('is over for whom this phone asked, whatever they said', () => {
    for (const outcome of ['completed', 'refused', 'stopped']) {
      const mine = survey('aisha', { body: { outcome, form_id: 'souk' } });
      const ask = askerOf(form(), ONCE, known([AISHA, HAMID], [mine]));
      expect([ask(AISHA), ask(HAMID)]).toEqual(['done', 'ask']);
    }
  });

  it('is over for whom a colleague asked, once the roster says so', () => {
    const theirs = trader('aisha', { survey: asked('2026-11-20') });
    expect(askerOf(form(), ONCE, known([theirs]))(theirs)).toBe('done');
  });

  it('looks at this form alone, also where another was asked since', () => {
    const other = trader('aisha', { survey: asked('2026-11-27', 'completed', 'bees') });
    expect(askerOf(form(), ONCE, known([other]))(other)).toBe('ask');
    const both = { ...other, other_surveys: [asked('2026-11-20')] };
    expect(askerOf(form(), ONCE, known([both]))(both)).toBe('done');
    const bees = survey('hamid', {}, 'bees');
    expect(askerOf(form(), ONCE, known([HAMID], [bees]))(HAMID)).toBe('ask');
  });

  it('hears of the newest survey of every form with the snapshot', () => {
    const snapshot = snapshotOf('epoch');
    const { traders } = unpack({
      ...snapshot,
      surveys: [
        ['bees', 'refused', '2026-11-27'],
        ['souk', 'completed', '2026-11-20'],
      ],
      traders: { ...snapshot.traders, survey: [0], other_surveys: [[1]] },
    });
    const [carried] = traders.values();
    expect(carried?.survey).toEqual(asked('2026-11-27', 'refused', 'bees'));
    expect(carried?.other_surveys).toEqual([asked('2026-11-20')]);
  });

  it('begins anew for what was taken back here, though the roster does not know yet', () => {
    const theirs = trader('aisha', { survey: asked('2026-11-27') });
    const back = survey('aisha', { state: 'cancelled' });
    expect(askerOf(form(), ONCE, known([theirs], [back]))(theirs)).toBe('ask');
  });

  it('counts what was said by somebody who was found to be the same person', () => {
    const aliases = new Map([['double', 'aisha']]);
    const mine = survey('double');
    expect(askerOf(form(), ONCE, known([AISHA], [mine], { aliases }))(AISHA)).toBe('done');
  });

  it('begins anew from the coach’s day on', () => {
    const theirs = trader('aisha', { survey: asked('2026-11-20') });
    const again = form({ ask_again_from: '2026-11-27' });
    expect(askerOf(again, ONCE, known([theirs]))(theirs)).toBe('ask');
    const before = known([theirs], [], { today: '2026-11-26' });
    expect(askerOf(again, ONCE, before)(theirs)).toBe('done');
  });
});

describe('FD6: a quota', () => {
  it('is full once enough answered; refusals do not fill it', () => {
    const refused = survey('aisha', { body: { outcome: 'refused', form_id: 'souk' } });
    expect(askerOf(form(), QUOTA, known([AISHA, HAMID], [refused]))(HAMID)).toBe('ask');
    expect(askerOf(form(), QUOTA, known([AISHA, HAMID], [survey('aisha')]))(HAMID)).toBe('enough');
  });

  it('is each section’s own', () => {
    const fish = trader('fatima', { rahba: 'fish', survey: asked('2026-11-20') });
    expect(askerOf(form(), QUOTA, known([fish, HAMID]))(HAMID)).toBe('ask');
    const walker = trader('walker', { rahba: null });
    const wanted = { ...QUOTA, quotas: { '-': 1 } };
    expect(askerOf(form(), wanted, known([walker]))(walker)).toBe('ask');
  });
});
