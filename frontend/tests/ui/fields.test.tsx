import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Choice, Choices, TextField, YesNo } from '../../src/ui';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const draw = (what: ComponentChild) => act(() => render(what, root));
const input = () => root.querySelector('input') as HTMLInputElement;

it('ties the error to its field', () => {
  draw(<TextField label="العدد" value="99" onInput={() => {}} error="بين 0 و 60" />);
  const described = input().getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toContain('بين 0 و 60');
  expect(input().getAttribute('aria-invalid')).toBe('true');
});

it('describes nothing where there is nothing to say', () => {
  draw(<TextField label="العدد" value="" onInput={() => {}} />);
  expect(input().hasAttribute('aria-describedby')).toBe(false);
  expect(input().hasAttribute('aria-invalid')).toBe(false);
});

it('takes a number typed in Arabic digits as Western ones', () => {
  const typed = vi.fn();
  draw(<TextField label="العدد" kind="number" value="" onInput={typed} />);
  act(() => {
    input().value = '١٢';
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(typed).toHaveBeenCalledWith('12');
});

it.each([
  ['بّا صالح', 'rtl'],
  ['7mid', 'ltr'],
  ['ڭيسر 63', 'rtl'],
])('writes %s in the direction of its first letter', (value, direction) => {
  draw(<TextField label="الاسم" value={value} onInput={() => {}} />);
  expect(input().getAttribute('dir')).toBe(direction);
});

it('chooses nothing beforehand', () => {
  draw(<YesNo legend="صورة المكان" value={null} onChange={() => {}} />);
  expect(root.querySelectorAll('input:checked')).toHaveLength(0);
  expect(root.querySelectorAll('.on')).toHaveLength(0);
});

const options = [
  { value: 'shade', label: 'ظل' },
  { value: 'light', label: 'إنارة' },
];
const tap = (index: number) => act(() => root.querySelectorAll('input')[index]?.click());

it('gives the one that is chosen', () => {
  const chosen = vi.fn();
  draw(<Choice legend="الحاجيات" options={options} value="shade" onChange={chosen} />);
  tap(1);
  expect(chosen).toHaveBeenCalledExactlyOnceWith('light');
});

it('adds to the several that are chosen, and takes away', () => {
  const chosen = vi.fn();
  draw(<Choices legend="الحاجيات" options={options} values={['shade']} onChange={chosen} />);
  tap(1);
  expect(chosen).toHaveBeenLastCalledWith(['shade', 'light']);
  tap(0);
  expect(chosen).toHaveBeenLastCalledWith([]);
});
