import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HashRouter } from '../../../src/app/router';
import { Mend } from '../../../src/capture/mine/Mend';
import { chooseDay } from '../../../src/capture/now';
import { lang } from '../../../src/i18n';
import { entries, openStore, roster } from '../../../src/store';
import { closeStore, theStore } from '../../../src/store/open';
import { pull } from '../../../src/sync/pull';
import { formNamed } from '../../forms/forms';
import { FakeServer } from '../../sync/fake-server';
import { joinAndSettle } from '../../sync/join';
import { TestWorld } from '../../sync/phone';
import { snapshotWith } from '../presence/snapshot';

const ID = '10000000-0000-4000-8000-000000000001';
const AT = '/data/member[2]/age';
const NAMES = { ar: 'أسرة', fr: 'Ménage', en: 'Household' };
const form = (version: string) => ({
  form_id: 'household',
  version,
  titles: NAMES,
  modules_on: [],
  compiled: { ...formNamed('household').compiled, version },
});
const ANSWERS = {
  '/data/head': 'Ali',
  '/data/size': 2,
  '/data/member[1]/first': 'Sara',
  '/data/member[1]/age': 70,
  '/data/member[2]/first': 'Omar',
  [AT]: 9,
};
const BODY = {
  form_id: 'household',
  form_version: '1',
  modules: [],
  answers: ANSWERS,
  started_at: '2026-11-20T07:20:00Z',
  ended_at: '2026-11-20T07:23:00Z',
  outcome: 'completed',
};

const root = document.createElement('div');
document.body.append(root);
let server: FakeServer;
let world: TestWorld;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  server = new FakeServer();
  const snapshot = {
    ...snapshotWith(server.epoch),
    forms: [form('2')],
    cursor: `${server.epoch}/0`,
  };
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshot)));
  // Answered on another phone, in version 1; the coach gave it back after version 2 came out.
  server.state.entries.set(ID, {
    ...{ rev: 1, state: 'returned', body: BODY, kind: 'survey', seq: ++server.state.seq },
    souk_date: '2026-11-20',
    decision: {
      decision: 'return',
      by: { name_ar: 'سعاد', name_latin: 'Souad' },
      at: '2026-11-20T18:00:00Z',
      reason: '',
      rev: 1,
      comments: [{ path: AT, text: 'How old is he?' }],
    },
  });
  server.catalog = [{ type: 'form_version', ...form('1') }];
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  chooseDay('2026-11-20');
});
afterEach(() => {
  render(null, root);
  closeStore();
});

test('SV4: a phone that joined since mends the very instance, in the version of the answers', async () => {
  const nobody = () => undefined;
  expect(await pull(theStore(), nobody, nobody)).toBeNull();
  expect(roster.value.forms.get('household')?.version).toBe('2');
  closeStore();
  await openStore(world); // the browser was killed: what came is durable
  act(() => render(<HashRouter>{<Mend params={{ id: ID }} />}</HashRouter>, root));
  expect(root.querySelector('h2')?.textContent).toContain('Omar');
  expect(root.textContent).toContain('How old is he?');

  const field = root.querySelector('.field input') as HTMLInputElement;
  field.value = '10';
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
  const onwards = () =>
    [...root.querySelectorAll('button')].find((one) => /^(Next|Finish)$/.test(one.textContent));
  for (let left = 20; left > 0 && onwards()?.textContent === 'Next'; left--) {
    act(() => onwards()?.click());
  }
  act(() => onwards()?.click());
  await vi.waitFor(() => expect(entries.value.get(ID)?.state).toBe('saved'));
  expect(entries.value.get(ID)?.body).toMatchObject({
    form_version: '1',
    answers: { ...ANSWERS, [AT]: 10 },
  });
});
