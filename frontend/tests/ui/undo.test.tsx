import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hideUndo, showUndo, UndoBar } from '../../src/ui';

const root = document.createElement('div');

beforeEach(() => {
  vi.useFakeTimers();
  act(() => render(<UndoBar />, root));
});
afterEach(() => {
  act(() => hideUndo());
  render(null, root);
  vi.useRealTimers();
});

const offer = (text: string, undo = () => {}) => act(() => showUndo({ text, undo }));
const pass = (ms: number) => {
  for (let at = 0; at < ms; at += 250) {
    act(() => {
      vi.advanceTimersByTime(250);
    });
  }
};
const fire = (type: string) =>
  act(() => {
    root.querySelector('.undo')?.dispatchEvent(new Event(type, { bubbles: true }));
  });

it('goes after five seconds, and nothing is undone', () => {
  const undo = vi.fn();
  offer('47: حاضر', undo);
  pass(4750);
  expect(root.textContent).toContain('47: حاضر');
  pass(250);
  expect(root.querySelector('.undo')).toBeNull();
  expect(undo).not.toHaveBeenCalled();
});

it('waits while it is touched, and goes on from there', () => {
  offer('47: حاضر');
  pass(3000);
  fire('pointerdown');
  pass(20_000);
  expect(root.querySelector('.undo')).not.toBeNull();
  fire('pointerup');
  pass(1750);
  expect(root.querySelector('.undo')).not.toBeNull();
  pass(250);
  expect(root.querySelector('.undo')).toBeNull();
});

it('waits while it has the focus', () => {
  offer('47: حاضر');
  fire('focusin');
  pass(20_000);
  expect(root.querySelector('.undo')).not.toBeNull();
});

it('shows one at a time, the last, with its whole time', () => {
  offer('47: حاضر');
  pass(4000);
  offer('48: حاضر');
  pass(4000);
  expect(root.querySelectorAll('.undo')).toHaveLength(1);
  expect(root.textContent).toContain('48: حاضر');
});

it('undoes once, and goes', () => {
  const undo = vi.fn();
  offer('47: حاضر', undo);
  act(() => root.querySelector('button')?.click());
  expect(undo).toHaveBeenCalledOnce();
  expect(root.querySelector('.undo')).toBeNull();
  pass(10_000);
  expect(undo).toHaveBeenCalledOnce();
});
