import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SubjectRequest } from '../../../src/desk/requests/api';
import { Ending } from '../../../src/desk/requests/Ending';
import { Due } from '../../../src/desk/requests/Requests';
import { lang } from '../../../src/i18n';

const REQUEST: SubjectRequest = {
  id: '7b0c2f5e-0000-4000-8000-000000000001',
  sort: 'erase',
  trader: { trader_id: '7b0c2f5e-0000-4000-8000-000000000002', known_as: 'حميدة', badge: null },
  note: '',
  received_on: '2026-11-27',
  due_on: '2026-12-07',
  days_left: 10,
  outcome: null,
  outcome_note: '',
  closed_at: null,
};
const host = document.createElement('div');
const asked = vi.fn(async (_address: string, _options: RequestInit) => new Response('{}'));

function show(view: Parameters<typeof render>[0]) {
  act(() => render(view, host));
}

function press(text: string) {
  const button = [...host.querySelectorAll('button')].find((b) => b.textContent?.includes(text));
  if (!button) throw new Error(`nothing says ${text}: ${host.textContent}`);
  act(() => button.click());
}

beforeEach(() => {
  lang.value = 'fr';
  document.body.append(host);
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  act(() => render(null, host));
  host.remove();
  vi.unstubAllGlobals();
});

describe('a request of a trader', () => {
  it('RQ2: is not refused without a reason', () => {
    show(<Ending request={REQUEST} />);
    press('Refuser');
    press('Refuser');
    expect(host.textContent).toContain('le motif est nécessaire');
    expect(asked).not.toHaveBeenCalled();
  });

  it('RQ5: erases at the second press, on a button that says so', () => {
    show(<Ending request={REQUEST} />);
    press('Effacer les données');
    expect(asked).not.toHaveBeenCalled();
    press('Effacer pour de bon');
    expect(asked).toHaveBeenCalledOnce();
    expect(String(asked.mock.calls[0]?.[0])).toContain(`/requests/${REQUEST.id}/close`);
  });

  it('RQ1: says how many days are left, and how many it is overdue', () => {
    show(<Due request={REQUEST} />);
    expect(host.textContent).toContain('10 jours restants');
    show(<Due request={{ ...REQUEST, days_left: -1 }} />);
    expect(host.textContent).toContain('en retard de 1 jour');
    expect(host.querySelector('.fix')).not.toBeNull();
  });

  it('once closed, says how it ended and offers nothing', () => {
    show(<Ending request={{ ...REQUEST, outcome: 'done', closed_at: '2026-12-01T10:00:00Z' }} />);
    expect(host.textContent).toContain('faite');
    expect(host.querySelector('button')).toBeNull();
  });
});
