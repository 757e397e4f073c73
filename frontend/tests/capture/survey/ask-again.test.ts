import { describe, expect, it } from 'vitest';
import { askedAgain, setUnknown, toAskAgainOf } from '../../../src/capture/survey/ask-again';
import type { LocalEntry } from '../../../src/entries/types';
import { marked, place } from '../souk';

const HERE = place(1).id;
const decision = {
  decision: 'return',
  by: { name_ar: 'نادية', name_latin: 'Nadia' },
  at: '2026-11-20T12:00:00Z',
  reason: '',
  rev: 1,
  comments: [
    { path: '/data/interview/freq', text: 'كم؟', way: 'ask_again' as const },
    { path: '/data/interview/fees_today', text: '12 أم 2؟', way: 'mend' as const },
    { path: '/data/interview/sex', text: '؟' },
  ],
};
const survey = (changes: Partial<LocalEntry> = {}) =>
  marked(
    { stall_id: HERE, trader_id: 'aicha', status: 'present' },
    { kind: 'survey', state: 'returned', decision, ...changes },
  );

describe('SV8: what the coach wants asked again', () => {
  it('is nothing once the correction is on its way, or where the body is on another phone', () => {
    expect(askedAgain(survey({ state: 'saved' }))).toEqual([]);
    expect(askedAgain(survey({ bodiless: true }))).toEqual([]);
  });

  it('is nothing of a decision that gave nothing back', () => {
    expect(askedAgain(survey({ decision: { ...decision, decision: 'approve' } }))).toEqual([]);
  });

  it('is only what is not to be mended without the trader', () => {
    expect(askedAgain(survey())).toEqual(['/data/interview/freq']);
  });

  it('is pinned to its place and its trader, and to no other', () => {
    const entry = survey();
    expect(toAskAgainOf([entry], { stall_id: place(2).id, trader_id: 'brahim' })).toEqual([]);
    expect(toAskAgainOf([entry], {})).toEqual([]);
    expect(toAskAgainOf([entry], { stall_id: HERE })).toEqual([entry]);
    expect(toAskAgainOf([entry], { trader_id: 'aicha' })).toEqual([entry]);
  });
});

describe('SV9: what the coach set to unknown', () => {
  const comments = [{ path: '/data/interview/sex', text: '؟', way: 'unknown' as const }];
  const approved = { ...decision, decision: 'approve', comments };

  it('is nothing while the author’s own change is on its way, nor of another decision', () => {
    expect(setUnknown(survey({ decision: approved, pending: 1 }))).toEqual([]);
    expect(setUnknown(survey())).toEqual([]);
  });

  it('is shown of an approved entry, and is neither mended nor asked again', () => {
    const entry = survey({ state: 'approved', decision: approved, pending: 0 });
    expect(setUnknown(entry)).toEqual(['/data/interview/sex']);
    expect(askedAgain({ ...entry, state: 'returned' })).toEqual([]);
  });
});
