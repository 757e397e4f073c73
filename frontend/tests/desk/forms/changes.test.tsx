import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Changes } from '../../../src/desk/forms/Changes';
import { lang } from '../../../src/i18n';

const host = document.createElement('div');

beforeEach(() => {
  lang.value = 'fr';
  document.body.append(host);
});
afterEach(() => {
  act(() => render(null, host));
  host.remove();
});

const show = (...changes: Parameters<typeof Changes>[0]['changes']) => {
  act(() => render(<Changes from="1" to="2" changes={changes} />, host));
  return [...host.querySelectorAll('tbody tr')].map((row) => row.textContent);
};

it('FD3 says that nothing changes in the questions', () => {
  expect(show()).toEqual([]);
  expect(host.textContent).toContain('Rien ne change');
});

it('FD3 tells of each question what becomes of it, in words', () => {
  const label = { fr: 'Votre nom' };
  const [changed, added] = show(
    { path: '/data/name', change: 'changed', parts: ['label', 'constraint', 'later'], label },
    { path: '/data/size', change: 'added', parts: [], label: {} },
  );
  expect(changed).toContain('modifiée');
  expect(changed).toContain('Votre nom/data/name');
  // a part that this app does not know yet is shown by its own name
  expect(changed).toContain('texte, condition sur la réponse, later');
  expect(added).toContain('ajoutée');
  expect(added).toContain('/data/size');
});
