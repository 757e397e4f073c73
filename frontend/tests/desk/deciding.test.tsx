import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptDecisions } from '../../src/desk/review/KeptDecisions';
import { keep, kept } from '../../src/desk/review/kept';
import { Review } from '../../src/desk/review/Review';
import { me } from '../../src/desk/session';
import type { EntryDetail, QueueItem } from '../../src/desk/types';

const COACH = { id: 'coach', name_ar: 'نادية', name_latin: 'Nadia', sex: 'f' as const };
const item = (entry_id: string): QueueItem => ({
  entry_id,
  kind: 'day_sheet',
  rev: 1,
  state: 'received',
  proposed_rev: null,
  flags: [],
  souk_date: '2026-11-20',
  author: COACH,
  recorded_at: '2026-11-20T08:00:00Z',
  received_at: '2026-11-20T09:00:00Z',
  title: {},
  reason: 'clean',
});
const detail = (entry_id: string): EntryDetail => ({
  ...item(entry_id),
  lock: null,
  body: {},
  revisions: [],
  reviews: [],
});

const root = document.createElement('div');
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
/** The decision's answer, which comes when the test lets it. */
let answer: (response: Response) => void;

beforeEach(() => {
  localStorage.clear();
  const market = { id: 'm', code: 'guisser', names: {}, timezone: 'Africa/Casablanca' };
  me.value = { person: COACH, roles: ['coach'], market };
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'POST') {
      return new Promise((resolve) => {
        answer = resolve;
      });
    }
    if (path.endsWith('/quarantine/counts')) {
      return Promise.resolve(new Response(JSON.stringify({ reasons: {}, held: [] })));
    }
    const id = /entries\/(\w+)/.exec(path)?.[1];
    const page = {
      items: ['a', 'b', 'c'].map(item),
      next: null,
      total: 3,
      steps: { flagged: 0, sample: 0, clean: 3 },
    };
    return Promise.resolve(new Response(JSON.stringify(id ? detail(id) : page)));
  });
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  vi.unstubAllGlobals();
});

const press = (word: string) => {
  const found = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(word));
  if (!found) throw new Error(`no button says ${word}`);
  act(() => found.click());
};

async function approveA(): Promise<void> {
  location.hash = '#/review/all/all/a';
  act(() => render(<Review rest={['all', 'all', 'a']} />, root));
  await settle();
  press('مصادقة');
}

it('leaves a coach who went elsewhere meanwhile where they are', async () => {
  await approveA();
  location.hash = '#/friday';
  answer(
    new Response(JSON.stringify({ review_id: 'r', entry_id: 'a', state: 'approved', rev: 1 })),
  );
  await settle();
  expect(location.hash).toBe('#/friday');
});

it('goes on to the next entry where nobody went elsewhere', async () => {
  await approveA();
  answer(
    new Response(JSON.stringify({ review_id: 'r', entry_id: 'a', state: 'approved', rev: 1 })),
  );
  await settle();
  expect(location.hash).toBe('#/review/all/all/b');
});

it.each([
  [['all', 'flagged'], '#/review/all/flagged/a'],
  [['all'], '#/review/all/clean'],
])('opens the first entry of the list at %j, or the first list', async (rest, opened) => {
  location.hash = `#/review/${rest.join('/')}`;
  act(() => render(<Review rest={rest} />, root));
  await settle();
  expect(location.hash).toBe(opened);
});

it.each([[['all', 'flagged']], [['all']]])(
  'leaves a coach at the list that they pressed while %j was on its way',
  async (rest) => {
    location.hash = `#/review/${rest.join('/')}`;
    act(() => render(<Review rest={rest} />, root));
    location.hash = '#/review/all/all';
    await settle();
    expect(location.hash).toBe('#/review/all/all');
  },
);

it('sends a kept decision from whatever page is open (ST7)', async () => {
  keep({ entry_id: 'a', decision_id: 'd', decision: 'approve', rev: 1 });
  act(() => render(<KeptDecisions />, root));
  expect(root.textContent).not.toBe('');
  answer(new Response('{}'));
  await settle();
  expect(kept.value).toEqual([]);
  expect(root.textContent).toBe('');
});

it('NA6: a registration in review may be the same person as another; other kinds ask nothing', async () => {
  const asked = fetch;
  const registered = {
    ...detail('a'),
    kind: 'trader',
    trader_id: 't1',
    title: { trader: 'Hmida' },
  };
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    path.includes('/entries/a') ? Promise.resolve(Response.json(registered)) : asked(path, init),
  );
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
  act(() => render(<Review rest={['all', 'all', 'a']} />, root));
  await settle();
  press('الشخص نفسه');
  expect(root.querySelector('dialog')?.textContent).toContain('Hmida');
  act(() => render(<Review rest={['all', 'all', 'b']} />, root));
  await settle();
  expect(root.textContent).not.toContain('الشخص نفسه');
});
