import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HashRouter } from '../../../src/app/router';
import { chooseDay } from '../../../src/capture/now';
import { record } from '../../../src/capture/presence/mark';
import { goOn, walkAgain, walkIn } from '../../../src/capture/presence/position';
import { Walk } from '../../../src/capture/presence/Walk';
import { lang } from '../../../src/i18n';
import { entries, roster, type Stall } from '../../../src/store';
import { closeStore } from '../../../src/store/open';
import { hideUndo } from '../../../src/ui';
import { FakeServer } from '../../sync/fake-server';
import { joinAndSettle } from '../../sync/join';
import { TestWorld } from '../../sync/phone';
import { snapshotWith } from './snapshot';

const root = document.createElement('div');
document.body.append(root);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  HTMLDialogElement.prototype.showModal ??= () => {};
  lang.value = 'en';
  const server = new FakeServer();
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshotWith(server.epoch))));
  const world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  chooseDay('2026-11-20');
  walkIn({ rahba: 'grains' });
  await wait();
  act(() => {
    render(
      <HashRouter>
        <Walk />
      </HashRouter>,
      root,
    );
  });
});
afterEach(() => {
  hideUndo();
  render(null, root);
  closeStore();
});

const number = () => root.querySelector('.hero .n')?.textContent;
const press = (word: string) =>
  act(() => {
    const button = [...root.querySelectorAll('button')].find((one) =>
      one.textContent?.includes(word),
    );
    button?.click();
  });
/** Past the 400 ms in which a second tap is not heard. */
const wait = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 420)));
const recorded = () => [...entries.value.values()].filter(({ state }) => state !== 'cancelled');
const settled = (count: number) =>
  vi.waitFor(() => act(() => expect(recorded()).toHaveLength(count)));

it('is at the next place with one tap, and the mark is saved', async () => {
  expect(number()).toBe('1');
  press('Present');
  expect(number()).toBe('2');
  await settled(1);
  expect(recorded()[0]).toMatchObject({ kind: 'presence', body: { status: 'present' } });
});

it('does not hear a second tap of the same finger', async () => {
  press('Present');
  press('Present');
  await settled(1);
  expect(number()).toBe('2');
});

it('hears the next tap after a moment', async () => {
  press('Present');
  await wait();
  press('Not here now');
  await settled(2);
  expect(number()).toBe('3');
});

it('PR1: undo takes the mark back and stands at its place again', async () => {
  press('Present');
  await settled(1);
  await vi.waitFor(() => expect(root.querySelector('.undo')).not.toBeNull());
  press('Undo');
  await settled(0);
  expect(number()).toBe('1');
});

it('goes on by one place after a mark made elsewhere than on the walk', async () => {
  const [first] = [...roster.value.stalls.values()];
  if (!first) throw new Error('no place');
  await act(async () => {
    await record({ stall_id: first.id }, 'occupied_unregistered');
    goOn(first);
  });
  expect(number()).toBe('2');
});

it('offers to register where the roster knows nobody', async () => {
  press('Present');
  await wait();
  press('Present');
  await settled(2);
  expect(number()).toBe('3');
  expect(root.textContent).toContain('No trader known at this place');
});

it('goes over the places of a second pass only, whatever was marked there', async () => {
  const all = [...roster.value.stalls.values()].sort((a, b) => a.walk_order - b.walk_order);
  const [first, , last] = all as [Stall, Stall, Stall];
  await act(async () => void (await record({ stall_id: first.id }, 'absent')));
  act(() => walkAgain([first, last]));
  expect(number()).toBe(first.number);
  act(() => goOn(first));
  expect(number()).toBe(last.number);
  act(() => goOn(last));
  expect(root.textContent).toContain('Every place of the zone has a mark');
});
