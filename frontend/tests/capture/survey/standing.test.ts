import { expect, it } from 'vitest';
import { standingOf } from '../../../src/capture/survey/standing';
import type { LocalEntry } from '../../../src/entries/types';

const survey = (souk_date: string, outcome: string, over: Partial<LocalEntry> = {}) =>
  ({
    ...{ kind: 'survey', souk_date, body: { outcome }, recorded_at: '', state: 'received' },
    ...{ subject: { trader_id: 'aisha' }, ...over },
  }) as LocalEntry;

it('is nothing while nobody asked, or what was asked was taken back', () => {
  expect(standingOf('aisha', [])).toBeNull();
  expect(standingOf('hamid', [survey('2026-11-20', 'completed')])).toBeNull();
  const taken_back = survey('2026-11-20', 'completed', { state: 'cancelled' });
  expect(standingOf('aisha', [taken_back])).toBeNull();
});

it('is a refusal with its day, until they were asked again', () => {
  const refused = survey('2026-11-20', 'refused');
  expect(standingOf('aisha', [refused])).toEqual({ outcome: 'refused', souk_date: '2026-11-20' });
  const again = survey('2026-11-27', 'completed');
  expect(standingOf('aisha', [again, refused])?.outcome).toBe('completed');
});
