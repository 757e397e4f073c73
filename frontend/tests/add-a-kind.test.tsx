import { IDBFactory } from 'fake-indexeddb';
import { type ComponentType, render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HashRouter, type ScreenProps } from '../src/app/router';
import { Rows } from '../src/app/today/Rows';
import type { Door } from '../src/capture/door';
import { DOORS } from '../src/capture/doors';
import { hrefOf, useForming } from '../src/capture/draft';
import type { Kind, MendProps } from '../src/capture/kind';
import { KINDS } from '../src/capture/kinds';
import { Mend } from '../src/capture/mine/Mend';
import { MineList } from '../src/capture/mine/MineList';
import { Paused } from '../src/capture/mine/Paused';
import { chooseDay } from '../src/capture/now';
import { fieldsOf, kindName, kindsInFiles, KINDS as READ } from '../src/desk/kinds';
import type { Kind as ReadKind } from '../src/desk/kinds/kind';
import type { EntryDetail } from '../src/desk/types';
import { lang } from '../src/i18n';
import { type Body, drafts, entries, newId, saveEntry } from '../src/store';
import { closeStore, theStore } from '../src/store/open';
import { Syncer } from '../src/sync/run';
import { Button, ListRow, TextField } from '../src/ui';
import { FakeServer } from './sync/fake-server';
import { joinAndSettle } from './sync/join';
import { TestWorld } from './sync/phone';

/**
 * The test of the architecture, on this side: a kind that no other code has heard of is one folder and its
 * lines in the registries, and goes from its row on Today to the desk.
 */

const FRIDAY = '2026-11-20';

// What would be the folder capture/water/

function Litres({ litres, onSave }: { litres: string; onSave: (body: Body) => void }) {
  const [typed, setTyped] = useState(litres);
  return (
    <>
      <TextField label="Litres" value={typed} onInput={setTyped} />
      <Button onClick={() => onSave({ litres: Number(typed) })}>Save the water</Button>
    </>
  );
}

function WaterScreen({ params }: ScreenProps) {
  const [draft_id] = useState(() => params.id ?? newId());
  const beginning = { draft_id, kind: 'water', step: '', souk_date: FRIDAY, body: { litres: '' } };
  const { body, change, settle } = useForming(beginning);
  const save = (saved: Body) => {
    settle();
    void saveEntry({ entry_id: draft_id, kind: 'water', body: saved, souk_date: FRIDAY });
  };
  return (
    <>
      <Button onClick={() => change({ litres: '40' })}>Forty</Button>
      <Litres key={body.litres} litres={body.litres} onSave={save} />
    </>
  );
}

const water: Kind = {
  code: 'water',
  icon: 'today',
  title: () => 'Water',
  begun: () => 'Water',
  about: () => '',
  fields: ({ body }) => [{ path: 'litres', name: 'Litres', value: String(body.litres) }],
  Mend: ({ entry, comments, onDone }: MendProps) => (
    <>
      <p>{comments.map(({ text }) => text).join()}</p>
      <Litres litres={String(entry.body.litres)} onSave={(body) => void onDone(body)} />
    </>
  ),
};
const waterDoor: Door = {
  kind: 'water',
  path: '/water/:id?',
  screen: WaterScreen,
  draftPath: ({ draft_id }) => `/water/${draft_id}`,
  Row: () => <ListRow title="Water" href="#/water" />,
};
// What would be the folder desk/kinds/water/
const waterRead: ReadKind = {
  name: () => 'Water',
  inFiles: true,
  fields: (body) => [{ path: 'litres', label: 'Litres', value: String(body.litres) }],
};

const root = document.createElement('div');
document.body.append(root);
let server: FakeServer;

beforeEach(async () => {
  (KINDS as Map<string, Kind>).set('water', water);
  (DOORS as Door[]).push(waterDoor);
  (READ as Record<string, ReadKind>).water = waterRead;
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  server = new FakeServer();
  expect(await joinAndSettle(new TestWorld(server), 'GH4K-7PQM')).toEqual({ ok: true });
  chooseDay(FRIDAY);
});
afterEach(() => {
  render(null, root);
  closeStore();
  (KINDS as Map<string, Kind>).delete('water');
  (DOORS as Door[]).pop();
  delete (READ as Record<string, ReadKind>).water;
});

const show = (Screen: ComponentType<ScreenProps>, params: ScreenProps['params'] = {}) =>
  act(() => render(<HashRouter>{<Screen params={params} />}</HashRouter>, root));
const press = (word: string) => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent === word);
  if (!found) throw new Error(`no «${word}» in: ${root.textContent}`);
  act(() => found.click());
};
const type = (text: string) => {
  const field = root.querySelector('input') as HTMLInputElement;
  field.value = text;
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
};
const sync = () =>
  act(async () => {
    await new Syncer(theStore()).run('button');
  });
const only = () => [...entries.value.values()][0];

it('a new kind goes from Today over draft, save, push, return and mending to the desk and its files', async () => {
  show(Rows);
  expect(root.querySelector('a[href="#/water"]')?.textContent).toContain('Water');
  const { routes } = await import('../src/app/routes');
  const screen = routes.find(({ path }) => path === waterDoor.path)?.screen;
  expect(screen).toBe(WaterScreen);

  show(WaterScreen);
  press('Forty');
  await vi.waitFor(() => expect(drafts.value.size).toBe(1));
  const [draft] = drafts.value.values();
  if (!draft) throw new Error('no draft');
  expect(hrefOf(draft)).toBe(`#/water/${draft.draft_id}`);
  show(Paused);
  expect(root.querySelector(`a[href="${hrefOf(draft)}"]`)?.textContent).toContain('Water');

  show(WaterScreen, { id: draft.draft_id });
  press('Save the water');
  await vi.waitFor(() => expect(only()).toMatchObject({ state: 'saved', body: { litres: 40 } }));
  await sync();
  expect(only()).toMatchObject({ state: 'received', kind: 'water', rev: 1 });
  show(MineList, { when: 'today', state: 'received' });
  expect(root.querySelector('a[href^="#/entry/"]')?.textContent).toContain('Water');

  const id = draft.draft_id;
  server.decide(id, 'returned', {
    decision: 'return',
    by: { name_ar: 'سعاد', name_latin: 'Souad' },
    at: '2026-11-20T18:00:00Z',
    reason: '',
    rev: 1,
    comments: [{ path: 'litres', text: 'So little?' }],
  });
  await sync();
  expect(only()?.state).toBe('returned');
  show(Mend, { id });
  expect(root.textContent).toContain('So little?');
  type('400');
  press('Save the water');
  await vi.waitFor(() => expect(only()?.state).toBe('saved'));
  await sync();
  const held = server.state.entries.get(id);
  expect(held).toMatchObject({ kind: 'water', rev: 2, body: { litres: 400 } });

  const detail = { kind: 'water', body: held?.body, title: {} } as EntryDetail;
  expect(fieldsOf(detail)).toEqual([{ path: 'litres', label: 'Litres', value: '400' }]);
  expect(kindName('water')).toBe('Water');
  expect(kindsInFiles()).toContain('water');
});

it('what the registries do not know keeps its entry, is named by its code and opens nothing', () => {
  const draft = { kind: 'wind', draft_id: 'd', subject: {}, step: '', body: {} };
  expect(hrefOf({ ...draft, souk_date: FRIDAY, saved_at: '' })).toBe('#/paused');
  expect(kindName('wind')).toBe('wind');
  expect(kindsInFiles()).not.toContain('survey');
});
