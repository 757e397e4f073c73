import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from '../../src/app/App';
import { lang } from '../../src/i18n';
import { entries, phone, roster, saveEntry, syncStatus } from '../../src/store';
import { closeStore } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { FakeServer } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { TestWorld } from '../sync/phone';

/** What the screen says on a phone that the coach signed out (SPEC RV2, RV3). */

const root = document.createElement('div');
document.body.append(root);

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  location.hash = '';
  server = new FakeServer();
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  act(() => render(<App />, root));
});
afterEach(() => {
  render(null, root);
  closeStore();
});

const mark = () =>
  saveEntry({
    kind: 'presence',
    body: { stall_id: 's', status: 'present' },
    souk_date: '2026-11-20',
  });
const send = () => act(() => startSync('button').then(() => undefined));

function press(word: string): void {
  const found = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(word));
  if (!found) throw new Error(`no button says ${word}`);
  act(() => found.click());
}

it('RV2: counts what is still here, and offers nothing that needs the roster', async () => {
  server.revoked = true;
  await send();
  expect(phone.value).toBe('revoked');
  expect(root.textContent).toContain('All that was recorded on this phone has arrived');
  await act(() => mark().then(() => undefined));
  expect(root.textContent).toContain('1 entry is still kept on this phone');
  expect(root.querySelector('nav')).toBeNull();
  press('Send now');
  await send();
  expect(syncStatus.value.pending).toBe(0);
  expect([...entries.value.values()].map(({ state }) => state)).toEqual(['held']);
});

it('RV3: the way back is a new invitation, and what was recorded is still there', async () => {
  const { entry_id } = await mark();
  server.revoked = true;
  await send();
  expect(roster.value.market).toBeNull();
  press('I have a new invitation');
  expect(root.querySelector('input')).not.toBeNull();
  server.revoked = false;
  server.deviceId = '00000000-0000-4000-8000-0000000000d2';
  await act(() => joinAndSettle(world, 'KK4K-7PQM').then(() => undefined));
  expect(phone.value).toBe('ready');
  expect(roster.value.traders.size).toBe(1);
  expect(entries.value.get(entry_id)?.state).toBe('held');
});
