import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../src/desk/http';
import { Meanwhile } from '../../src/desk/review/Meanwhile';
import { me } from '../../src/desk/session';
import type { DecisionType } from '../../src/desk/types';
import { lang } from '../../src/i18n';

const NADIA = { id: 'n', name_ar: 'نادية', name_latin: 'Nadia', sex: 'f' as const };
const YOUSSEF = { id: 'y', name_ar: 'يوسف', name_latin: 'Youssef' };
const root = document.createElement('div');

beforeEach(() => {
  lang.value = 'en';
  const market = { id: 'm', code: 'guisser', names: {}, timezone: 'Africa/Casablanca' };
  me.value = { person: NADIA, roles: ['coach'], market };
});
afterEach(() => act(() => render(null, root)));

function show(tried: DecisionType, extra: Record<string, unknown>, onLook = () => {}): string {
  const problem = new Problem('decided_meanwhile', 409, extra);
  act(() => render(<Meanwhile tried={tried} problem={problem} onLook={onLook} />, root));
  return root.textContent ?? '';
}

it('ST3: two coaches who decided at once are both named, each with what they decided', () => {
  const look = vi.fn();
  const said = show(
    'return',
    {
      by: YOUSSEF,
      at: '2026-11-27T16:05:00Z',
      decision: 'approve',
      current: { rev: 2, state: 'approved' },
    },
    look,
  );
  expect(said).toMatch(/Youssef.*Approved/);
  expect(said).toMatch(/Nadia.*Returned/);
  act(() => root.querySelector('button')?.click());
  expect(look).toHaveBeenCalledOnce();
});

it('ST3: an author who was faster is told apart from another coach', () => {
  const said = show('approve', {
    by: YOUSSEF,
    at: '2026-11-27T16:05:00Z',
    decision: 'revise',
    current: { rev: 3, state: 'received' },
  });
  expect(said).toContain('Youssef');
  expect(said).toContain('Nadia');
  expect(said).toContain('3');
});

it('ST3: without a name the screen still says that nothing was written', () => {
  expect(show('reject', {})).toContain('Nadia');
});
