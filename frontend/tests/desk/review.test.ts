import { describe, expect, it } from 'vitest';
import { actionsFor } from '../../src/desk/review/Actions';
import { phraseText } from '../../src/desk/review/phrases';
import {
  approvesRest,
  draftComments,
  EMPTY_DRAFT,
  withPhrase,
} from '../../src/desk/review/return-draft';
import { afterDeciding, firstWaiting, stepFrom } from '../../src/desk/review/selection';
import { shortcutOf } from '../../src/desk/review/shortcut';
import { subjectOf } from '../../src/desk/review/title';
import type { QueueItem } from '../../src/desk/types';

const items = ['a', 'b', 'c'].map((entry_id) => ({ entry_id }) as QueueItem);

describe('the queue', () => {
  it('opens at the first step where something waits', () => {
    expect(firstWaiting({ flagged: 0, sample: 0, clean: 3 })).toBe('clean');
    expect(firstWaiting({ flagged: 0, sample: 1, clean: 3 })).toBe('sample');
    expect(firstWaiting({ flagged: 0, sample: 0, clean: 0 })).toBe('flagged');
  });

  it('has no next where there is nothing', () => {
    expect(stepFrom([], null, 1)).toBeNull();
  });

  it('begins with the first, and stays at its ends', () => {
    expect(stepFrom(items, null, 1)).toBe('a');
    expect(stepFrom(items, 'c', 1)).toBe('c');
    expect(stepFrom(items, 'a', -1)).toBe('a');
    expect(stepFrom(items, 'b', -1)).toBe('a');
  });

  it('goes to the next that is left after a decision, at the end to the one before', () => {
    expect(afterDeciding(items, 'a', new Set(['a', 'b']))).toBe('c');
    expect(afterDeciding(items, 'c', new Set(['c']))).toBe('b');
    expect(afterDeciding(items, 'b', new Set(['a', 'b', 'c']))).toBeNull();
  });

  it('stays where it is when something else was decided', () => {
    expect(afterDeciding(items, 'b', new Set(['a']))).toBe('b');
  });
});

describe('keys', () => {
  const key = (key: string, code: string, more = {}) => shortcutOf({ key, code, ...more });

  it('leave the browser its own combinations', () => {
    expect(key('r', 'KeyR', { ctrlKey: true })).toBeNull();
    expect(key('a', 'KeyA', { metaKey: true })).toBeNull();
  });

  it('go by the letter where the layout writes Latin', () => {
    expect(key('a', 'KeyQ')).toBe('approve');
    expect(key('q', 'KeyA')).toBeNull();
  });

  it('go by the place where the layout writes Arabic', () => {
    expect(key('ش', 'KeyA')).toBe('approve');
    expect(key('ق', 'KeyR')).toBe('return');
  });

  it('take digits from both rows, whatever is printed on them', () => {
    expect(key('&', 'Digit1')).toBe(1);
    expect(key('٨', 'Numpad8')).toBe(8);
    expect(key('0', 'Digit0')).toBeNull();
  });
});

describe('what can be decided (ST1)', () => {
  it('is nothing of an entry that its author has back', () => {
    expect(actionsFor({ state: 'returned', proposed_rev: null, lock: null })).toEqual({
      approve: false,
      return: false,
      accept: false,
      reopen: false,
    });
  });

  it('is the proposal, and nothing else, of an approved entry with one (ST4)', () => {
    const can = actionsFor({ state: 'approved', proposed_rev: 3, lock: null });
    expect(can.accept).toBe(true);
    expect(can.approve).toBe(false);
  });

  it('is reopening of what was approved or rejected', () => {
    expect(actionsFor({ state: 'approved', proposed_rev: null, lock: null }).reopen).toBe(true);
    expect(actionsFor({ state: 'rejected', proposed_rev: null, lock: null }).reopen).toBe(true);
  });

  it('is a return and nothing else on a locked day (LK1)', () => {
    const lock = { date: '2026-11-27', by: { name_ar: '', name_latin: 'Rachid' }, at: '' };
    const none = { approve: false, return: false, accept: false, reopen: false };
    expect(actionsFor({ state: 'received', proposed_rev: null, lock })).toEqual({
      ...none,
      return: true,
    });
    expect(actionsFor({ state: 'approved', proposed_rev: null, lock })).toEqual(none);
    expect(actionsFor({ state: 'approved', proposed_rev: 2, lock })).toEqual(none);
  });
});

describe('returning', () => {
  it('says nothing while there is neither phrase nor word', () => {
    expect(draftComments({ ...EMPTY_DRAFT, paths: ['/data/a'], own: '  ' })).toEqual([]);
  });

  it('puts the same words at each chosen field (SV4)', () => {
    const draft = { ...EMPTY_DRAFT, paths: ['/data/rep[1]/a', '/data/b'], own: '12 أم 2؟' };
    expect(draftComments(draft)).toEqual([
      { path: '/data/rep[1]/a', text: '12 أم 2؟' },
      { path: '/data/b', text: '12 أم 2؟' },
    ]);
  });

  it('SV8: says of each answer whether it is to be asked again', () => {
    const draft = {
      ...EMPTY_DRAFT,
      paths: ['/data/a', '/data/b'],
      ways: { '/data/b': 'ask_again' as const, '/data/taken/back': 'ask_again' as const },
      own: 'كم؟',
    };
    expect(draftComments(draft)).toEqual([
      { path: '/data/a', text: 'كم؟' },
      { path: '/data/b', text: 'كم؟', way: 'ask_again' },
    ]);
  });

  it('SV9: approves nothing while one of the chosen answers goes back', () => {
    const ways = { '/data/a': 'unknown' as const };
    expect(approvesRest({ ...EMPTY_DRAFT, ways })).toBe(false);
    expect(approvesRest({ ...EMPTY_DRAFT, ways, paths: ['/data/a', '/data/b'] })).toBe(false);
  });

  it('SV9: approves the rest once every chosen answer is set to unknown', () => {
    const draft = { ...EMPTY_DRAFT, paths: ['/data/a'], ways: { '/data/a': 'unknown' as const } };
    expect(approvesRest(draft)).toBe(true);
    expect(draftComments({ ...draft, own: '؟' })).toEqual([
      { path: '/data/a', text: '؟', way: 'unknown' },
    ]);
  });

  it('speaks of the whole entry where no field is chosen, and names the phrase', () => {
    const [comment, ...others] = draftComments(withPhrase(EMPTY_DRAFT, 'incomplete'));
    expect(others).toEqual([]);
    expect(comment).toEqual({ path: '', phrase: 'incomplete', text: phraseText('incomplete') });
  });

  it('lets the words of a phrase be edited before they go', () => {
    const draft = withPhrase(EMPTY_DRAFT, 'incomplete');
    expect(draftComments({ ...draft, own: 'أين العدد؟' })).toEqual([
      { path: '', phrase: 'incomplete', text: 'أين العدد؟' },
    ]);
  });

  it('keeps one’s own words when another phrase is picked, or none', () => {
    const first = withPhrase({ ...EMPTY_DRAFT, own: '12 أم 2؟' }, 'incomplete');
    expect(first.own).toBe(`${phraseText('incomplete')} 12 أم 2؟`);
    const other = withPhrase(first, 'unclear');
    expect(other.own).toBe(`${phraseText('unclear')} 12 أم 2؟`);
    expect(withPhrase(other, 'unclear')).toMatchObject({ phrase: null, own: '12 أم 2؟' });
  });
});

describe('the title of an entry', () => {
  const title = { trader: 'حميد', badge: 'K-0457-3', stall_number: 47, section: 'grains' };

  it('is the card code of a survey, never a name (SV6)', () => {
    expect(subjectOf({ kind: 'survey', title })).toBe('K-0457-3');
    expect(subjectOf({ kind: 'survey', title: { trader: 'حميد' } })).toBe('');
  });

  it('is the place of a mark, as it is painted there', () => {
    expect(subjectOf({ kind: 'presence', title: { ...title, stall_number: 1305 } })).toContain(
      '1305',
    );
  });
});
