import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SyncState } from '../../../src/app/today/SyncState';
import { consentAbout } from '../../../src/capture/consent/about';
import { EntryPage } from '../../../src/capture/mine/EntryPage';
import { lang } from '../../../src/i18n';
import { entries, type LocalEntry, syncStatus } from '../../../src/store';

const REFUSED: LocalEntry = {
  entry_id: '00000000-0000-4000-8000-000000000001',
  kind: 'day_sheet',
  schema_version: 1,
  souk_date: '2026-11-27',
  subject: {},
  state: 'to_fix',
  rev: 0,
  body: { weather: ['sun'], waste_kg: 999999 },
  recorded_at: '2026-11-27T08:00:00Z',
  history: 1,
  pending: 0,
  flags: [],
  proposed_rev: null,
  refusal: { code: 'invalid', errors: [{ path: 'waste_kg', code: 'out_of_range' }] },
};

const root = document.createElement('div');
const idle = syncStatus.value;
beforeEach(() => {
  lang.value = 'fr';
  document.body.append(root);
  syncStatus.value = { ...idle, last_ok_at: '2026-11-27T09:00:00Z' };
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  entries.value = new Map();
  syncStatus.value = idle;
});

const hold = (entry: LocalEntry) => {
  entries.value = new Map([[entry.entry_id, entry]]);
};

it('does not say that all was sent while the server refuses an entry', () => {
  hold(REFUSED);
  act(() => render(<SyncState />, root));
  expect(root.textContent).toBe('1 à corriger');
});

it('says that all was sent once nothing is refused', () => {
  hold({ ...REFUSED, state: 'received' });
  act(() => render(<SyncState />, root));
  expect(root.textContent).toBe('envoyé');
});

it('names the answer that was refused and why, and no reading again that nobody did', () => {
  hold(REFUSED);
  act(() => render(<EntryPage params={{ id: REFUSED.entry_id }} />, root));
  const motive = root.querySelector('.motive')?.textContent ?? '';
  expect(motive).toContain('Motif');
  expect(motive).toContain('Déchets organiques ramassés');
  expect(motive).toContain('nombre hors limites');
  expect(root.textContent).not.toContain('Relecture');
});

it('names what a consent is for in a word or two', () => {
  const subject = { trader_id: 'nobody' };
  expect(consentAbout({ subject, body: { purpose: 'photo' } })).toMatch(/ · Photo$/);
  expect(consentAbout({ subject, body: { purpose: 'newer' } })).toMatch(/ · newer$/);
});
