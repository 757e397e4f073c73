import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RejectSheet } from '../../src/desk/review/RejectSheet';
import type { Following } from '../../src/desk/types';

const root = document.createElement('div');
const sent: [string, Following][] = [];
const traders = ['t1', 't2'].map((trader_id) => ({
  trader_id,
  known_as: trader_id,
  stall_numbers: [],
}));

beforeEach(() => {
  sent.length = 0;
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items: traders })));
  document.body.append(root);
  act(() =>
    render(
      <RejectSheet
        open
        hanging={{ presence: 3 }}
        traderId="t1"
        onClose={() => {}}
        onSend={(reason, following) => sent.push([reason, following])}
      />,
      root,
    ),
  );
});
afterEach(() => {
  act(() => render(null, root));
  vi.unstubAllGlobals();
});

const one = <E extends HTMLElement>(selector: string, words = ''): E => {
  const found = [...root.querySelectorAll<E>(selector)].find((e) => e.textContent?.includes(words));
  if (!found) throw new Error(`nothing is ${selector} with ${words}`);
  return found;
};
const press = (selector: string, words = '') => act(() => one(selector, words).click());
const type = (selector: string, text: string) =>
  act(() => {
    const field = one<HTMLInputElement>(selector);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

it('rejects no registration without a reason (ST9)', () => {
  press('button.main');
  expect(sent).toEqual([]);
});

it('moves nothing to nobody, and never offers the one who is rejected (ST9)', async () => {
  type('textarea', 'twice');
  press('label', 'يُنقل');
  press('button.main');
  expect(sent).toEqual([]);
  type('input[type=search]', 't');
  await act(() => new Promise((resolve) => setTimeout(resolve, 400)));
  expect(root.textContent).not.toContain('t1');
  press('label', 't2');
  press('button.main');
  expect(sent).toEqual([['twice', { what: 'move', to_id: 't2' }]]);
});

it('leaves marks with their place unless another way is chosen (ST9)', () => {
  type('textarea', ' twice ');
  press('button.main');
  expect(sent).toEqual([['twice', { what: 'keep' }]]);
});
