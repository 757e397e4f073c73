import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CloseStep } from '../../src/desk/friday/CloseStep';
import { Silent } from '../../src/desk/team/Silent';
import type { Team } from '../../src/desk/team/types';
import type { Friday, Lock } from '../../src/desk/types';
import { lang } from '../../src/i18n';

const root = document.createElement('div');
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const RACHID = { name_ar: 'رشيد', name_latin: 'Rachid' };
const LOCK: Lock = { date: '2026-11-27', by: RACHID, at: '2026-11-27T17:40:00Z' };
let asked: string[];

beforeEach(() => {
  lang.value = 'en';
  asked = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return new Response(null, { status: 204 });
  });
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

function friday(closed: boolean, lock: Lock | null): Friday {
  const close = { known_places: 30, marked: 28, by_policy: 5 };
  const not_arrived = { people: 0, entries: 0 };
  return {
    date: '2026-11-27',
    status: 'held',
    closed,
    lock,
    steps: { not_arrived, flagged: 0, sample: 0, clean: 0, close },
    kinds: { flagged: {}, sample: {}, clean: {} },
    registrations: {},
    flags: {},
  };
}

function show(of: Friday, onChange = () => {}): void {
  const step = { number: 5, now: false, done: of.closed };
  act(() => render(<CloseStep {...step} friday={of} onChange={onChange} />, root));
}
const buttons = () => [...root.querySelectorAll('button')].map((b) => b.textContent ?? '');

it('LK1: an open day is closed before it can be locked', () => {
  show(friday(false, null));
  expect(buttons().some((word) => word.includes('Lock the figures'))).toBe(false);
});

it('LK1: a closed day is locked by one press', async () => {
  const onChange = vi.fn();
  show(friday(true, null), onChange);
  const lock = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes('Lock'));
  act(() => lock?.click());
  await settle();
  expect(asked).toEqual(['POST /api/v1/review/days/2026-11-27/lock']);
  expect(onChange).toHaveBeenCalled();
});

it('LK5: a locked day says by whom and since when, and offers only to be reopened', () => {
  show(friday(true, LOCK));
  expect(root.textContent).toMatch(/locked by .Rachid/);
  expect(buttons()).toEqual(['Reopen the day']);
});

it('CU5: whom to call stands first, with what their phone holds', () => {
  const custody = {
    received: 0,
    pending: 12,
    refused: 0,
    as_of: LOCK.at,
    by: 'sync' as const,
    phones: [],
  };
  const person = { id: 'p', name_ar: 'سلمى', name_latin: 'Salma', roles: [], devices: [], custody };
  const team: Team = {
    souk_date: '2026-11-27',
    souk_dates: ['2026-11-27'],
    ready: null,
    silent: [{ person_id: 'p', device: { id: 'd', name: 'A03' }, pending: 12, heard_at: LOCK.at }],
    people: [person],
  };
  act(() => render(<Silent team={team} />, root));
  expect(root.textContent).toContain('1 silent phone holds entries');
  expect(root.textContent).toContain('Salma · 12 entries');
  act(() => render(<Silent team={{ ...team, silent: [] }} />, root));
  expect(root.textContent).toBe('');
});
