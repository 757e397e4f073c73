import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HashRouter } from '../../../src/app/router';
import { chooseDay } from '../../../src/capture/now';
import { TraderChange } from '../../../src/capture/trader/TraderChange';
import { lang } from '../../../src/i18n';
import { entries, roster } from '../../../src/store';
import { closeStore } from '../../../src/store/open';
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
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshotWith(server.epoch))));
  expect(await joinAndSettle(new TestWorld(server), 'GH4K-7PQM')).toEqual({ ok: true });
  chooseDay('2026-11-20');
});
afterEach(() => {
  render(null, root);
  closeStore();
});

it('OP1: a change of a trader is one entry, however often "save" is pressed', async () => {
  const id = [...roster.value.traders.keys()][0];
  act(() => {
    render(
      <HashRouter>
        <TraderChange params={{ id }} />
      </HashRouter>,
      root,
    );
  });
  const save = [...root.querySelectorAll('button')].find((one) => one.textContent === 'Save');
  save?.click();
  save?.click();
  await vi.waitFor(() => act(() => expect(entries.value.size).toBeGreaterThan(0)));
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  expect([...entries.value.values()].map(({ kind, history }) => [kind, history])).toEqual([
    ['trader', 1],
  ]);
});
