import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HashRouter } from '../../../src/app/router';
import { Find } from '../../../src/capture/trader/Find';
import { nameBefore } from '../../../src/capture/trader/name-before';
import { lang } from '../../../src/i18n';
import { drafts } from '../../../src/store';
import { closeStore, theStore } from '../../../src/store/open';
import { pull } from '../../../src/sync/pull';
import { FakeServer } from '../../sync/fake-server';
import { joinAndSettle } from '../../sync/join';
import { TestWorld } from '../../sync/phone';
import { snapshotWith } from '../presence/snapshot';

const root = document.createElement('div');
document.body.append(root);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  const server = new FakeServer();
  const snapshot = { ...snapshotWith(server.epoch), cursor: `${server.epoch}/0` };
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshot)));
  expect(await joinAndSettle(new TestWorld(server), 'GH4K-7PQM')).toEqual({ ok: true });
  const nobody = () => undefined;
  await pull(theStore(), nobody, nobody);
  act(() => render(<HashRouter>{<Find />}</HashRouter>, root));
});
afterEach(() => {
  render(null, root);
  closeStore();
});

function type(text: string): void {
  const field = root.querySelector<HTMLInputElement>('input[type=search]');
  if (!field) throw new Error('nothing to search in');
  field.value = text;
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
}
const offer = (text: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(text));

it('NA2: somebody who is found is not offered to be registered', () => {
  type('Fatna');
  expect(root.querySelector('a[href^="#/trader/"]')).not.toBeNull();
  expect(offer('Fatna')).toBeUndefined();
});

it('NA2: a number that nobody has is no name to register', () => {
  type('999');
  expect(offer('999')).toBeUndefined();
});

it('NA2: what was looked for in vain becomes the name of the newcomer', async () => {
  type('Bouchaib El Gzadri');
  act(() => offer('Bouchaib El Gzadri')?.click());
  await vi.waitFor(() => expect(drafts.value.size).toBe(1));
  const [draft] = drafts.value.values();
  expect(draft?.kind).toBe('trader');
  expect(nameBefore(draft?.draft_id ?? '')).toBe('Bouchaib El Gzadri');
});
