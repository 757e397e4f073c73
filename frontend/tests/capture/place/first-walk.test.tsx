import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HashRouter } from '../../../src/app/router';
import { chooseDay } from '../../../src/capture/now';
import { FirstWalk } from '../../../src/capture/place/FirstWalk';
import { lang } from '../../../src/i18n';
import { entries, me, roster } from '../../../src/store';
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
  act(() => {
    render(
      <HashRouter>
        <FirstWalk params={{ rahba: 'grains', lane: '2' }} />
      </HashRouter>,
      root,
    );
  });
});
afterEach(() => {
  render(null, root);
  closeStore();
});

function press(word: string) {
  act(() => [...root.querySelectorAll('button')].find((b) => b.textContent === word)?.click());
}

function choose(word: string) {
  const label = [...root.querySelectorAll('label')].find((one) => one.textContent === word);
  act(() => label?.querySelector('input')?.click());
}

const recorded = () =>
  [...entries.value.values()].map(({ kind, body }) => [kind, body.status ?? body.decision]);

describe('a first walk, choosing a lane', () => {
  const links = () =>
    [...root.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'));

  it('FW7: shows my lanes first, and those of colleagues after them', () => {
    const zone = { rahba: 'grains', from_lane: 2, to_lane: 2, from_order: null, to_order: null };
    const rahba = { ...roster.value.rahbas[0], lanes: 3 };
    Object.assign(roster.value.rahbas[0] as object, rahba);
    me.value = me.value && { ...me.value, zones: [zone] };
    act(() => {
      render(
        <HashRouter>
          <FirstWalk params={{ rahba: 'grains' }} />
        </HashRouter>,
        root,
      );
    });
    expect(links().filter((href) => href?.startsWith('#/first-walk/grains/'))).toEqual([
      '#/first-walk/grains/2',
      '#/first-walk/grains/1',
      '#/first-walk/grains/3',
    ]);
    expect(root.textContent).toContain('My lanes');
  });
});

describe('a first walk, at a new place', () => {
  it('saves nothing without the kind of pitch, and says so', async () => {
    press('Register later');
    expect(root.textContent).toContain('Choose the kind of pitch');
    expect(entries.value.size).toBe(0);
  });

  it('FW6: left for later, the place is occupied and not registered; one press is one place', async () => {
    choose('Table');
    press('Register later');
    press('Register later');
    await vi.waitFor(() => act(() => expect(entries.value.size).toBe(2)));
    expect(recorded()).toEqual([
      ['place', undefined],
      ['presence', 'occupied_unregistered'],
    ]);
    const numbers = [...roster.value.stalls.values()].map(({ number }) => number);
    expect(numbers).toEqual(['1', '2', '3', '2051']);
    await vi.waitFor(() => act(() => expect(root.textContent).toContain('2052')));
  });

  it('FW6: open, but its trader is not here', async () => {
    choose('Table');
    press('Open, trader not here');
    await vi.waitFor(() => act(() => expect(entries.value.size).toBe(2)));
    expect(recorded()[1]).toEqual(['presence', 'open_without_trader']);
  });

  it('FW6, CO4: who does not want to is a count, without a name', async () => {
    choose('Tent');
    press('Does not want');
    await vi.waitFor(() => act(() => expect(entries.value.size).toBe(3)));
    expect(recorded()).toEqual([
      ['place', undefined],
      ['consent', 'refused'],
      ['presence', 'occupied_unregistered'],
    ]);
    expect(JSON.stringify([...entries.value.values()])).not.toContain('known_as');
  });
});
