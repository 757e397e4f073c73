import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JoinAgain } from '../../src/app/join/JoinAgain';
import { HashRouter } from '../../src/app/router';
import { lang } from '../../src/i18n';
import { phone, roster, saveEntry, syncStatus } from '../../src/store';
import { closeStore, openFor } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { FakeServer, problem } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { IDENTITY, TestWorld } from '../sync/phone';

const root = document.createElement('div');
document.body.append(root);
const CODE = 'GH4K-7PQM';
const ANOTHER = 'AAAA-2222';

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  server = new FakeServer();
  world = new TestWorld(server);
  expect(await joinAndSettle(world, CODE)).toEqual({ ok: true });
  act(() => {
    render(
      <HashRouter>
        <JoinAgain params={{ code: CODE }} />
      </HashRouter>,
      root,
    );
  });
});
afterEach(() => {
  render(null, root);
  closeStore();
});

const field = () => root.querySelector('input');

it('AC2: an invitation opened on a phone that has joined spends nothing', () => {
  expect(field()).toBeNull();
  expect(root.textContent).toContain('joined');
});

it('F13, L6: a phone that the server no longer knows joins again, and sends what it holds', async () => {
  const body = { stall_id: 's', status: 'present' };
  await saveEntry({ kind: 'presence', body, souk_date: '2026-11-20' });
  const own = server.answer.bind(server);
  server.answer = (path, init) =>
    path.startsWith('/sync') ? problem(401, 'not_signed_in') : own(path, init);
  await act(() => startSync('button').then(() => undefined));
  expect(field()?.value).toBe(CODE);
  world.faults = ['lose_request'];
  await act(() => startSync('button').then(() => undefined));
  expect(syncStatus.value.phase).toBe('offline');
  expect(field()?.value).toBe(CODE);
  server.answer = own;
  await act(() => joinAndSettle(world, ANOTHER).then(() => undefined));
  expect(server.state.effects).toHaveLength(1);
  expect(syncStatus.value.pending).toBe(0);
  expect(field()).toBeNull();
});

it('F12: a phone that another person joins carries nothing until their own souk came', async () => {
  const person = { ...IDENTITY.person, id: '00000000-0000-4000-8000-0000000000f2' };
  await act(() => openFor(world, { ...IDENTITY, person }));
  expect(roster.value.market).toBeNull();
  expect(phone.value).toBe('filling');
});
