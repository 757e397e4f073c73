import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ready } from '../../src/desk/team/Ready';
import type { Readiness, Team, TeamMember } from '../../src/desk/team/types';
import { lang } from '../../src/i18n';

/** What the coach sees of the phones on the eve (SPEC RE4). */

const salma = { id: 'p', name_ar: 'سلمى', name_latin: 'Salma' } as TeamMember;
const team = (ready: Readiness | null): Team => ({
  ...{ souk_date: '2026-11-27', souk_dates: [], silent: [], people: [salma] },
  ready,
});
let root: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-26T20:00:00Z'), toFake: ['Date'] });
  lang.value = 'en';
  root = document.createElement('div');
});
afterEach(() => {
  vi.useRealTimers();
});
const shown = (ready: Readiness | null) => {
  act(() => render(<Ready team={team(ready)} />, root));
  return root.textContent;
};
const word = { souk_date: '2026-11-27', ready: 1, of: 2 };

test('RE4: says nothing long before a souk, nor where nobody walks', () => {
  expect(shown(null)).toBe('');
  expect(shown({ ...word, ready: 0, of: 0, not_ready: [] })).toBe('');
});

test('RE4: who is not ready is named, with every reason, also one of a newer app', () => {
  const at = '2026-11-26T18:40:00Z';
  const text = shown({
    ...word,
    not_ready: [{ person_id: 'p', at, failing: ['zone', 'battery', 'compass'] }],
  });
  expect(text).toContain('1 of 2 ready');
  expect(text).toContain('Salma · no zone, battery low, compass');
});

test('RE4: of who never looked it is said, and beyond eight it is a number', () => {
  const never = { person_id: 'p', at: null, failing: [] };
  const text = shown({ ...word, ready: 0, of: 10, not_ready: Array(10).fill(never) });
  expect(text).toContain('Salma · phone not checked yet');
  expect(text).toContain('and 2 other people');
});

test('RE4: on the day itself the number is left, and nobody is named', () => {
  vi.setSystemTime(new Date('2026-11-27T05:00:00Z'));
  const text = shown({ ...word, not_ready: [{ person_id: 'p', at: null, failing: [] }] });
  expect(text).toContain('1 of 2 ready');
  expect(text).not.toContain('Salma');
});
