import { describe, expect, it } from 'vitest';
import { carriedTo } from '../../../src/capture/survey/carried';
import type { LocalEntry } from '../../../src/entries/types';
import { newDraft, withAnswer } from '../../../src/forms/draft';
import { CONTEXT, formNamed } from '../../forms/forms';

const form = formNamed('every_type');
const SECTION = '/data/section';
const TRADE = '/data/trade';
const survey = (recorded_at: string, answers: object, over: object = {}, body: object = {}) =>
  ({
    ...{ kind: 'survey', state: 'received', recorded_at, ...over },
    body: { form_id: 'every_type', outcome: 'completed', modules: [], answers, ...body },
  }) as unknown as LocalEntry;
const SOLD = { [SECTION]: 'veg', [TRADE]: 'olives', '/data/words/name': 'Ali' };
const carried = (...entries: LocalEntry[]) => carriedTo(form, CONTEXT, entries);

describe('SV24: what is carried to the next survey', () => {
  it('is nothing before the first, and nothing of another form', () => {
    expect(carried()).toEqual({});
    expect(carried(survey('1', SOLD, {}, { form_id: 'other' }))).toEqual({});
  });

  it('is what was last said to the questions that the form carries, and to no other', () => {
    const before = survey('1', { [SECTION]: 'livestock', [TRADE]: 'ovine' });
    expect(carried(survey('2', SOLD), before)).toEqual({ [SECTION]: 'veg', [TRADE]: 'olives' });
  });

  it('is not what was taken back or erased, nor a refusal', () => {
    const gone = [
      survey('2', SOLD, { state: 'cancelled' }),
      survey('3', SOLD, { bodiless: true }),
      survey('4', {}, {}, { outcome: 'refused' }),
    ];
    expect(carried(survey('1', { [SECTION]: 'veg' }), ...gone)).toEqual({ [SECTION]: 'veg' });
  });

  it('is only what this version of the form takes', () => {
    const otherwise = { [SECTION]: 'veg', [TRADE]: 'ovine' };
    expect(carried(survey('1', otherwise))).toEqual({ [SECTION]: 'veg' });
    expect(carried(survey('1', { [SECTION]: 'flowers', [TRADE]: 'olives' }))).toEqual({});
  });

  it('stands in the new draft, marked until it is answered anew', () => {
    const draft = newDraft(form, [], CONTEXT, carried(survey('1', SOLD)));
    expect(draft).toMatchObject({ answers: { [SECTION]: 'veg' }, carried: { [SECTION]: true } });
    expect(withAnswer(draft, SECTION, 'veg').carried).toEqual({ [TRADE]: true });
  });
});
