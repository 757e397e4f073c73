import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Answers } from '../../src/desk/data/AnswersSheet';
import type { AnswerForm } from '../../src/desk/data/answers';
import { lang } from '../../src/i18n';

const root = document.createElement('div');
const HERD: AnswerForm = {
  form_id: 'herd of/today',
  titles: { fr: 'Bêtes du jour' },
  repeats: [{ path: '/data/lot', names: { fr: 'Lot' } }],
  too_wide: [],
};
const FLAT: AnswerForm = {
  form_id: 'flat',
  titles: { fr: 'Sans groupe' },
  repeats: [],
  too_wide: [],
};

async function show(forms: readonly AnswerForm[]) {
  lang.value = 'fr';
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(forms)));
  document.body.append(root);
  act(() => render(<Answers />, root));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
}
beforeEach(() => act(() => render(null, root)));
afterEach(() => {
  act(() => render(null, root));
  vi.unstubAllGlobals();
});

const links = () => [...root.querySelectorAll<HTMLAnchorElement>('a[href]')];
const address = (words: string) => {
  const found = links().find((link) => link.textContent?.trim() === words);
  if (!found) throw new Error(`no link says ${words}: ${root.textContent}`);
  return new URL(found.href, 'http://souk');
};
const press = (words: string) =>
  act(() => {
    const found = [...root.querySelectorAll('label')].find((e) => e.textContent?.includes(words));
    if (!found) throw new Error(`nothing to press says ${words}`);
    found.querySelector('input')?.click();
  });
const typeDay = (field: number, day: string) =>
  act(() => {
    const input = [...root.querySelectorAll<HTMLInputElement>('.between-days input')][field];
    if (!input) throw new Error('no such field');
    input.value = day;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

it('says so where no form is published yet', async () => {
  await show([]);
  expect(root.textContent).toContain('Aucun questionnaire');
  expect(links()).toEqual([]);
});

it('AN1 offers no file while a day cannot be read', async () => {
  await show([FLAT]);
  typeDay(0, '31/02/2026');
  expect(links()).toEqual([]);
  typeDay(0, '27/11/2026');
  expect(address('Excel').searchParams.get('from')).toBe('2026-11-27');
});

it('AN4 AN5 begins with a wide workbook in words, of what was approved', async () => {
  await show([HERD, FLAT]);
  const { pathname, searchParams } = address('Excel');
  expect(pathname).toBe('/api/v1/export/answers/herd%20of%2Ftoday/wide.xlsx');
  expect(Object.fromEntries(searchParams)).toEqual({
    values: 'labels',
    projection: 'pii',
    lang: 'fr',
  });
});

it('AN4 brings each repeat as a CSV of its own, and none of them in long shape', async () => {
  await show([HERD]);
  expect(address('CSV pour Excel Lot').searchParams.get('repeat')).toBe('/data/lot');
  expect(address('CSV pour programmes Le questionnaire').searchParams.get('repeat')).toBeNull();
  press('Long');
  expect(links().map((link) => link.textContent?.trim())).toEqual([
    'Excel',
    'CSV pour Excel',
    'CSV pour programmes',
  ]);
  expect(address('CSV pour Excel').searchParams.get('excel')).toBe('true');
});

it('AN1 AN7 asks for codes, for what is sensitive and for what waits only when that is chosen', async () => {
  await show([FLAT]);
  press('des codes');
  press('sans identité');
  press('pas encore validé');
  expect(Object.fromEntries(address('CSV pour programmes').searchParams)).toEqual({
    values: 'codes',
    projection: 'pseudonymous',
    lang: 'fr',
    standing: 'true',
  });
});

it('AN8 says what to take where no sheet holds a column a question, and offers no Excel then', async () => {
  await show([{ ...FLAT, too_wide: ['pii'] }]);
  expect(root.textContent).toContain('Trop de colonnes pour une feuille Excel');
  expect(links().map((link) => link.textContent?.trim())).toEqual([
    'CSV pour Excel',
    'CSV pour programmes',
  ]);
  press('Long');
  expect(address('Excel').pathname).toContain('/long.xlsx');
  press('Large');
  press('sans identité');
  expect(address('Excel').pathname).toContain('/wide.xlsx');
});
