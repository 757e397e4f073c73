import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageAwaited } from '../../src/desk/PageAwaited';

const root = document.createElement('div');
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });

beforeEach(() => {
  vi.useFakeTimers();
  act(() => render(<PageAwaited />, root));
});
afterEach(() => {
  act(() => render(null, root));
  vi.useRealTimers();
});

it('says nothing of a page that is on its way for less than ten seconds', () => {
  pass(9_999);
  expect(root.querySelector('[role=status]')).not.toBeNull();
  expect(root.querySelector('button')).toBeNull();
});

it('offers to load the desk again where the code of a page does not come', () => {
  pass(10_000);
  expect(root.querySelector('[role=alert]')?.textContent).toContain('page_late');
  expect(root.querySelector('button')).not.toBeNull();
});

it('tells nobody who has left meanwhile', () => {
  act(() => render(null, root));
  expect(vi.getTimerCount()).toBe(0);
});
