import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AddHere } from '../../src/app/join/AddHere';
import { lang } from '../../src/i18n';
import { dayCodes, hasPin } from '../../src/store';

/** The form by which somebody new begins without a network (DC3). */

vi.mock('../../src/app/join/code-day', () => ({ codeDay: () => '2026-11-27' }));

const root = document.createElement('div');
beforeEach(() => {
  lang.value = 'en';
  hasPin.value = true;
  dayCodes.value = [{ souk_date: '2026-11-27', rounds: 10, salt: 'AA', check: 'AA' }];
});
afterEach(() => render(null, root));

const show = () => act(() => render(<AddHere />, root));
const shown = () => (root.textContent ?? '').replace(/[\u2068\u2069]/g, '');
const type = (at: number, text: string) =>
  act(() => {
    const field = root.querySelectorAll('input')[at];
    if (!field) throw new Error('no such field');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
const begin = () =>
  act(() => {
    [...root.querySelectorAll('button')].find((b) => b.textContent?.includes('Begin'))?.click();
  });

it('DC3: a phone that carries no code says so, and what to do', () => {
  dayCodes.value = [];
  show();
  expect(shown()).toContain('This phone has not received the codes');
  expect(root.querySelector('input')).toBeNull();
});

it('VA10: whoever lends the phone chooses a PIN first', () => {
  hasPin.value = false;
  show();
  expect(location.hash).toBe('#/pin/here');
  expect(root.querySelector('input')).toBeNull();
});

it('DC3: a name and eight digits are asked for, of the day that is named', () => {
  show();
  expect(shown()).toContain('Code of Friday');
  type(1, '4827 193');
  begin();
  expect(shown()).toContain('Type the name.');
  expect(shown()).toContain('The code has eight digits.');
});

it('DC3: a wrong code is told so, with the day that this phone believes in', async () => {
  show();
  type(0, 'Fatima');
  type(1, '48271937');
  begin();
  await vi.waitFor(() => expect(shown()).toContain('This is not the code of Friday'));
});
