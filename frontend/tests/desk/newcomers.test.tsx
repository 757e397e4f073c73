import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { me } from '../../src/desk/session';
import { Newcomers } from '../../src/desk/team/Newcomers';
import type { Newcomer } from '../../src/desk/team/newcomers';
import type { TeamMember } from '../../src/desk/team/types';
import type { Me, Role } from '../../src/desk/types';
import { lang } from '../../src/i18n';

/** The coach says who began by the day code (DC5-DC7). */

const HAJAR = { id: 'h', name_ar: 'هاجر', name_latin: 'Hajar' } as TeamMember;
const FATIMA: Newcomer = {
  ...{ device_id: 'd', name: 'Fatima', souk_date: '2026-11-27', code_ok: true },
  ...{ arrived_at: '2026-11-27T12:00:00Z', host: HAJAR, held: 42, on_the_phone: 3 },
};
const root = document.createElement('div');
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
let waiting: readonly Newcomer[];
let asked: string[];
const onChange = vi.fn();

beforeEach(() => {
  lang.value = 'en';
  waiting = [FATIMA];
  asked = [];
  onChange.mockClear();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path} ${init.body ?? ''}`.trim());
    const answer = init.method === 'GET' ? waiting : { released: 42, still_refused: 1 };
    if (init.method === 'POST') waiting = [];
    return Response.json(answer);
  });
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

/** Without the marks that keep names apart. */
const shown = () => (root.textContent ?? '').replace(/[\u2068\u2069]/g, '');

async function show(role: Role = 'coach'): Promise<void> {
  me.value = { roles: [role] } as unknown as Me;
  act(() => render(<Newcomers people={[HAJAR]} onChange={onChange} />, root));
  await settle();
}

async function press(word: string): Promise<void> {
  const button = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(word));
  if (!button) throw new Error(`no button says ${word}: ${root.textContent}`);
  act(() => button.click());
  await settle();
}

async function pick(id: string): Promise<void> {
  const select = root.querySelector('dialog select') as HTMLSelectElement;
  select.value = id;
  act(() => {
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

test('DC6: an admin is neither shown nor asked who it is', async () => {
  await show('admin');
  expect(shown()).toBe('');
  expect(asked).toEqual([]);
});

test('DC5: who, on whose phone, since when, and how much waits', async () => {
  await show();
  expect(shown()).toContain('Fatima');
  expect(shown()).toContain('began on Hajar’s phone on Friday');
  expect(shown()).toContain('42 entries wait · 3 changes still on the phone');
  expect(shown()).not.toContain('The day code was wrong');
});

test('DC5: a wrong code is said before anybody presses', async () => {
  waiting = [{ ...FATIMA, code_ok: false, host: null }];
  await show();
  expect(shown()).toContain('The day code was wrong');
  expect(shown()).toContain('began without a network on Friday');
});

test('DC6: one press, and what went in and what did not are said', async () => {
  await show();
  await press('Takes part');
  expect(asked[1]).toContain('POST /api/v1/team/newcomers/d/take-part');
  expect(shown()).toContain('Fatima is of the team. 42 changes taken in');
  expect(shown()).toContain('1 is still refused');
  expect(shown()).toContain('A mistake? End the role on their page');
  expect(shown()).not.toContain('began on');
  expect(onChange).toHaveBeenCalledOnce();
});

test('DC7: nobody is given what somebody recorded before they are chosen', async () => {
  await show();
  await press('Is somebody of the team');
  expect(shown()).toContain('There is no way back');
  await press('Give them the entries');
  expect(shown()).toContain('Choose first who it is');
  expect(asked).toHaveLength(1);
});

test('DC7: or somebody of the team is picked', async () => {
  await show();
  await press('Is somebody of the team');
  await pick('h');
  await press('Give them the entries');
  expect(asked[1]).toContain('/team/newcomers/d/same-person {"person_id":"h"}');
  expect(shown()).toContain('Hajar is of the team');
});

test('DC6: nobody is put aside without a reason', async () => {
  await show();
  await press('Nobody of ours');
  const inSheet = [...root.querySelectorAll<HTMLElement>('dialog button')];
  act(() => inSheet.find((button) => button.textContent?.includes('Nobody of ours'))?.click());
  await settle();
  expect(root.querySelector('dialog [role=alert]')).not.toBeNull();
  expect(asked).toHaveLength(1);
});
