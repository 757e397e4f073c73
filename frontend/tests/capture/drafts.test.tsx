import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HashRouter } from '../../src/app/router';
import { DaySheetScreen } from '../../src/capture/day_sheet/Form';
import { hrefOf } from '../../src/capture/draft';
import { Mend } from '../../src/capture/mine/Mend';
import { chooseDay } from '../../src/capture/now';
import { beginRegistration } from '../../src/capture/trader/begin';
import { nameBefore } from '../../src/capture/trader/name-before';
import { TraderChange } from '../../src/capture/trader/TraderChange';
import { lang } from '../../src/i18n';
import { type Draft, drafts, entries, openStore, roster, saveEntry } from '../../src/store';
import { closeStore } from '../../src/store/open';
import { FakeServer } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { TestWorld } from '../sync/phone';
import { snapshotWith } from './presence/snapshot';

const FRIDAY = '2026-11-20';
const root = document.createElement('div');
document.body.append(root);
let world: TestWorld;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  const server = new FakeServer();
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshotWith(server.epoch))));
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
  chooseDay(FRIDAY);
});
afterEach(() => {
  render(null, root);
  closeStore();
});

const show = (screen: ComponentChild) => act(() => render(<HashRouter>{screen}</HashRouter>, root));

/** The browser is gone, with all that it held in memory; the store is opened again. */
async function killBrowser(): Promise<void> {
  render(null, root);
  closeStore();
  await openStore(world);
}

const pressed = (word: string) => {
  const found = [...root.querySelectorAll<HTMLElement>('button, label')].find((one) =>
    one.textContent?.includes(word),
  );
  if (!found) throw new Error(`no «${word}» in: ${root.textContent}`);
  act(() => found.click());
};
const type = (text: string) => {
  const field = root.querySelector<HTMLInputElement>('input[type="text"], textarea');
  if (!field) throw new Error(`nothing to type in: ${root.innerHTML}`);
  field.value = text;
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
};
const kept = () => vi.waitFor(() => act(() => expect(drafts.value.size).toBe(1)));
const only = () => [...drafts.value.values()][0] as Draft;

describe('PH6: a killed browser loses nothing', () => {
  it('of a day sheet that was begun', async () => {
    show(<DaySheetScreen params={{}} />);
    pressed('sun');
    await kept();
    await killBrowser();
    expect(only()).toMatchObject({ kind: 'day_sheet', body: { weather: ['sun'] } });
    show(<DaySheetScreen params={{}} />);
    pressed('Save the sheet');
    await vi.waitFor(() => act(() => expect(entries.value.size).toBe(1)));
    expect([...entries.value.values()][0]?.body).toEqual({ weather: ['sun'] });
    expect(drafts.value.size).toBe(0);
  });

  it('of a saved day sheet that is being corrected', async () => {
    const sheet = { kind: 'day_sheet', body: { weather: ['sun'] }, souk_date: FRIDAY };
    const { entry_id } = await saveEntry(sheet);
    show(<Mend params={{ id: entry_id }} />);
    pressed('rain');
    await kept();
    await killBrowser();
    expect(entries.value.get(entry_id)?.body).toEqual({ weather: ['sun'] });
    expect(hrefOf(only())).toBe(`#/mend/${entry_id}`);
    show(<Mend params={{ id: entry_id }} />);
    pressed('Save the sheet');
    await vi.waitFor(() =>
      act(() => expect(entries.value.get(entry_id)?.body).toEqual({ weather: ['sun', 'rain'] })),
    );
    expect(drafts.value.size).toBe(0);
  });

  it('of a change of a trader, which goes on as the same entry', async () => {
    const [id] = roster.value.traders.keys();
    show(<TraderChange params={{ id }} />);
    type('Ba Saleh');
    await kept();
    const { draft_id } = only();
    await killBrowser();
    show(<TraderChange params={{ id }} />);
    pressed('Save');
    await vi.waitFor(() =>
      act(() => expect(entries.value.get(draft_id)?.body.known_as).toBe('Ba Saleh')),
    );
    expect(drafts.value.size).toBe(0);
  });
});

it('PH6: opening a form and leaving it keeps no draft', async () => {
  show(<DaySheetScreen params={{}} />);
  act(() => render(null, root));
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 50)));
  expect(drafts.value.size).toBe(0);
});

it('CO4: the name that was looked for is in no draft before the consent', async () => {
  await beginRegistration({ name: 'Hamid' });
  expect(JSON.stringify([...drafts.value.values()])).not.toContain('Hamid');
  expect(nameBefore(only().draft_id)).toBe('Hamid');
});
