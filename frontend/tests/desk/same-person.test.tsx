import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Registry } from '../../src/desk/registry/Registry';
import { me } from '../../src/desk/session';
import { lang } from '../../src/i18n';
import { UndoBar } from '../../src/ui';

const COACH = { id: 'coach', name_ar: 'نادية', name_latin: 'Nadia', sex: 'f' as const };
const trader = (trader_id: string, known_as: string) => ({
  ...{ trader_id, known_as, name_ar: null, name_latin: null, section: null },
  ...{ trade: 'GRN01', badge: null, state: 'approved', stall_ids: [], stall_numbers: [] },
});
const TRADERS = [trader('t1', 'Hmida'), trader('t2', 'Hamid Mzabi')];

const root = document.createElement('div');
/** What was written: method, path, body. */
const sent: [string, unknown][] = [];
let refused = false;

beforeEach(() => {
  sent.length = 0;
  refused = false;
  lang.value = 'en';
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
  const market = { id: 'm', code: 'guisser', names: {}, timezone: 'Africa/Casablanca' };
  me.value = { person: COACH, roles: ['coach'], market };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.method !== 'POST') {
      return Response.json({ items: TRADERS, total: TRADERS.length, next: null });
    }
    sent.push([path.replace('/api/v1', ''), JSON.parse(String(init.body ?? 'null'))]);
    if (refused) return new Response('{"code":"already_merged"}', { status: 409 });
    return Response.json({ alias_id: 'alias' }, { status: 201 });
  });
  document.body.append(root);
  act(() =>
    render(
      <>
        <Registry />
        <UndoBar />
      </>,
      root,
    ),
  );
});
afterEach(() => {
  act(() => render(null, root));
  vi.unstubAllGlobals();
});

const settle = (ms = 20) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));
const press = (selector: string, words: string) => {
  const found = [...root.querySelectorAll<HTMLElement>(selector)].find((one) =>
    one.textContent?.includes(words),
  );
  if (!found) throw new Error(`nothing is ${selector} with ${words}: ${root.textContent}`);
  act(() => found.click());
};

/** To the sheet of the first row, with everybody who fits found. */
async function ask(): Promise<void> {
  await settle(300);
  press('td button', 'Hmida');
  const field = root.querySelector<HTMLInputElement>('dialog input[type=search]');
  if (!field) throw new Error('nothing to search in');
  field.value = 'ham';
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
  await settle(400);
}

it('NA6: merges nobody until somebody is chosen, and never offers the one it is about', async () => {
  await ask();
  expect(root.querySelector('dialog')?.querySelectorAll('label input[type=radio]')).toHaveLength(1);
  press('dialog button', 'Same person, merge');
  expect(sent).toEqual([]);
  expect(root.textContent).toContain('Find the person, then choose them.');
});

it('NA6: says that one of the two was merged already, and leaves the sheet open', async () => {
  await ask();
  refused = true;
  press('dialog label', 'Hamid Mzabi');
  press('dialog button', 'Same person, merge');
  await settle();
  expect(root.querySelector('dialog')?.textContent).toContain('merged already');
});

it('NA6: a pair that nobody suggested is merged into whom the coach found, and taken back', async () => {
  await ask();
  press('dialog label', 'Hamid Mzabi');
  press('dialog button', 'Same person, merge');
  await settle();
  expect(sent).toEqual([['/review/merges', { from_id: 't1', to_id: 't2' }]]);
  expect(root.querySelector('dialog')).toBeNull();
  press('button', 'Undo');
  await settle();
  expect(sent[1]?.[0]).toBe('/review/merges/alias/undo');
});

it('AC1: an official, who merges nobody, sees no way to', async () => {
  me.value = me.value && { ...me.value, roles: ['official'] };
  await settle(300);
  expect(root.textContent).not.toContain('Same person as');
});
