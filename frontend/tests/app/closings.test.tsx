import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { decodeQR } from 'qr/decode.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../src/app/App';
import { day } from '../../src/capture/now';
import { lang } from '../../src/i18n';
import { saveEntry } from '../../src/store';
import { readFact } from '../../src/store/facts';
import { closeStore, theStore } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { ownClosing } from '../../src/sync/closings';
import { FakeServer } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { TestWorld } from '../sync/phone';
import { frameOf } from './frame';

/** What the screens say: the code at the end of a day, and the coach's phone (SPEC QR1, QR3). */

const root = document.createElement('div');
document.body.append(root);

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  server = new FakeServer();
  world = new TestWorld(server);
  expect(await joinAndSettle(world, 'GH4K-7PQM')).toEqual({ ok: true });
});
afterEach(() => {
  render(null, root);
  closeStore();
});

async function open(path: string): Promise<void> {
  location.hash = path;
  await act(() => render(<App />, root));
}

/** Without the marks that hold a name together. */
const said = () => root.textContent?.replace(/[\u2068\u2069]/g, '');
const shows = (text: string) => vi.waitFor(() => expect(said()).toContain(text), { timeout: 5000 });

/** This phone itself stands for one of the team's, since it can sign. */
async function becomeCoachOfItself(): Promise<void> {
  const pair = await readFact('device_key');
  if (!pair) throw new Error('it joined without a key');
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const person = { id: 'another', name_ar: 'هاجر', name_latin: 'Hajar' };
  const { device_id } = theStore().identity;
  server.teamPhones = [{ device_id, person, key: { x, y } }];
  await startSync('button');
}

async function paste(text: string): Promise<void> {
  const field = await vi.waitFor(() => {
    const found = root.querySelector('input');
    if (!found) throw new Error('no field yet');
    return found;
  });
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const button = [...root.querySelectorAll('button')].find((b) => b.textContent === 'Check');
  await act(() => button?.click());
}

it('QR1: the end of the day shows a code that says what waits', async () => {
  const body = { stall_id: 's', status: 'present' };
  await saveEntry({ kind: 'presence', body, souk_date: day.value.date });
  await open('/end-of-day');
  const svg = await vi.waitFor(
    () => {
      const drawn = root.querySelector('svg.qr-code');
      if (!drawn) throw new Error('nothing drawn yet');
      return drawn;
    },
    { timeout: 5000 },
  );
  const { device_id } = theStore().identity;
  expect(decodeQR(frameOf(svg))).toContain(`.${day.value.date}.${device_id}.0.1.0.`);
});

it('QR3: answers each code in words, without a network, and counts each phone once', async () => {
  await becomeCoachOfItself();
  world.faults = Array.from({ length: 50 }, () => 'lose_request' as const);
  const text = (await ownClosing(theStore(), day.value.date)) ?? '';
  await open('/closings');
  await shows('0 of 1');
  await paste(text.replace('.0.0.0.', '.9.0.0.'));
  await shows('This code is not rightly signed');
  await paste('K-0457-3');
  await shows('This is no closing code');
  await paste(text);
  await shows('Collected: Hajar');
  await shows('1 of 1');
  await paste(text);
  await shows('Collected before: Hajar');
  await shows('1 of 1');
  expect(theStore().meta.closings).toHaveLength(1);
});

it('QR3: nobody but a coach is offered to collect them', async () => {
  await open('/');
  await shows('Settings');
  expect(root.textContent).not.toContain('Collect closings');
  await act(() => becomeCoachOfItself());
  await shows('Collect closings');
});
