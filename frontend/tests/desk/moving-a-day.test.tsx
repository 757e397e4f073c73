import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DaySheet } from '../../src/desk/calendar/DaySheet';
import { lang } from '../../src/i18n';

const host = document.createElement('div');
const asked = vi.fn(async (_address: string, _options: RequestInit) => new Response('{}'));

beforeEach(() => {
  lang.value = 'fr';
  document.body.append(host);
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
  HTMLDialogElement.prototype.showModal ??= () => {};
  const moving = { act: 'move', date: '2026-12-04' } as const;
  act(() =>
    render(
      <DaySheet changing={moving} today="2026-11-27" onClose={() => {}} onDone={() => {}} />,
      host,
    ),
  );
});
afterEach(() => {
  act(() => render(null, host));
  host.remove();
  vi.unstubAllGlobals();
});

const type = (text: string) => {
  const input = host.querySelector('input[placeholder]') as HTMLInputElement;
  input.value = text;
  return act(() => {
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
};
const move = () =>
  act(() => {
    const buttons = [...host.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.includes('Déplacer ce souk'))?.click();
  });

it.each(['', '31/02/2027', 'vendredi', '20/11/2026'])(
  'moves no souk to a day that is none or is over (%s)',
  async (typed) => {
    await type(typed);
    await move();
    expect(asked).not.toHaveBeenCalled();
    expect(host.querySelector('[role=alert]')).not.toBeNull();
  },
);

it('sends the day as the server reads it', async () => {
  await type('3/12/2026');
  await move();
  expect(JSON.stringify(asked.mock.calls)).toContain('2026-12-03');
});
