import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../src/app/App';
import { realWorld } from '../../src/app/world';
import { lang } from '../../src/i18n';
import { entries, openStore, phone, saveEntry, screenHidden, syncStatus } from '../../src/store';
import { choosePin } from '../../src/store/keys';
import { closeStore, theStore } from '../../src/store/open';
import { watchForWork } from '../../src/sync';
import { FakeServer, PERSON } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';

vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  KDF_ROUNDS: 10,
}));

const SECOND = {
  ...PERSON,
  id: '00000000-0000-4000-8000-0000000000f2',
  name_ar: 'هاجر',
  name_latin: 'Hajar',
};
/** Longer than its own second: a busy machine is slow, and right all the same. */
const until = (so: () => void) => vi.waitFor(so, { timeout: 10_000 });
const root = document.createElement('div');
document.body.append(root);

let server: FakeServer;
let unwatch: () => void;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  location.hash = '#/';
  server = new FakeServer();
  server.now = Date.now;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) =>
    server.answer(input.replace(/^\/api\/v1/, ''), { method: 'GET', ...init }),
  );
  phone.value = 'not_joined';
  unwatch = watchForWork();
  act(() => render(<App />, root));
  await joinAndSettle(realWorld, 'GH4K-7PQM');
  await choosePin(theStore(), '2580');
  await record();
  await restart();
});
afterEach(async () => {
  unwatch();
  render(null, root);
  closeStore();
  // What is under way ends here, and not at the server of the next test.
  await new Promise((resolve) => setTimeout(resolve, 50));
  vi.unstubAllGlobals();
});

const record = () =>
  saveEntry({
    kind: 'presence',
    body: { stall_id: 's', status: 'present' },
    souk_date: '2026-11-20',
  });

async function restart(): Promise<void> {
  closeStore();
  entries.value = new Map();
  phone.value = 'opening';
  await openStore(realWorld);
}

const seen = () => {
  const shown = root.cloneNode(true) as HTMLElement;
  for (const away of shown.querySelectorAll('[hidden]')) away.remove();
  return shown.textContent ?? '';
};
const shows = (text: string) => until(() => expect(seen()).toContain(text));
const press = async (text: string) => {
  const found = () =>
    [...root.querySelectorAll<HTMLElement>('button, a')].find(
      (one) =>
        (one.getAttribute('aria-label') ?? one.textContent)?.includes(text) &&
        !one.closest('[hidden]'),
    );
  await until(() => expect(found(), text).toBeDefined());
  act(() => found()?.click());
};
async function type(pin: string, then: string): Promise<void> {
  for (const key of pin) {
    act(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  }
  await press(then);
}
async function chooseOnScreen(pin: string): Promise<void> {
  await type(pin, 'Continue');
  await shows('Type it once more');
  await type(pin, 'Save the PIN');
  await until(() => expect(seen()).not.toContain('Type it once more'));
}
async function fillIn(text: string): Promise<void> {
  await until(() => expect(root.querySelector('input')).not.toBeNull());
  const field = root.querySelector('input') as HTMLInputElement;
  field.value = text;
  act(() => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

it('VA3: behind a PIN a phone shows whose it is and how much waits, and a wrong PIN opens nothing', async () => {
  await shows('Type your PIN');
  expect(seen()).toContain('Hamid');
  await shows('1 change sent, waiting to be opened'); // RS4
  await type('1470', 'Open');
  await shows('This PIN is wrong.');
  expect(phone.value).toBe('locked');
  await type('2580', 'Open');
  await until(() => expect(phone.value).toBe('ready'));
  expect(entries.value.size).toBe(1);
});

it('VA10, F12: a second person joins behind the lock, must choose a PIN, and sees nothing of the first', async () => {
  await shows('Type your PIN');
  await press('Back');
  await press('Add a person on this phone');
  server.person = SECOND;
  await fillIn('AAAA-2222');
  await press('Join on this phone');
  await shows('Several people use this phone: each has a PIN.');
  await chooseOnScreen('9163');
  expect(theStore().identity.person.id).toBe(SECOND.id);
  expect(entries.value.size).toBe(0);
  await restart();
  await shows('Who is using the phone?');
  expect(seen()).toContain('Hajar');
  await press('Hamid');
  await type('2580', 'Open');
  await until(() => expect(phone.value).toBe('ready'));
  expect(entries.value.size).toBe(1);
});

it('VA7: a forgotten PIN: the code opens it, a new PIN follows, and nothing is lost', async () => {
  await shows('Type your PIN');
  await type('2580', 'Open');
  await until(() => expect(phone.value).toBe('ready'));
  const code = theStore().meta.unlock?.code ?? '';
  await restart();
  await press('Forgotten PIN');
  await fillIn('AAAAA-AAAAA');
  await press('Open');
  await shows('This code does not open this store.');
  await fillIn(`${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`);
  await press('Open');
  await shows('New PIN');
  await type('1234', 'Continue');
  await shows('anybody tries first');
  await chooseOnScreen('7913');
  await restart();
  await shows('Type your PIN');
  await type('7913', 'Open');
  await until(() => expect(phone.value).toBe('ready'));
  expect(entries.value.size).toBe(1);
});

it('VA9: a hidden screen keeps what stands behind it, and what waits goes on being sent', async () => {
  await shows('Type your PIN');
  await type('2580', 'Open');
  await until(() => expect(phone.value).toBe('ready'));
  act(() => {
    screenHidden.value = true;
  });
  await shows('Sending goes on.');
  await record();
  const { startSync } = await import('../../src/sync');
  expect(await startSync('button')).toMatchObject({ ok: true });
  expect(syncStatus.value.pending).toBe(0);
  await type('2580', 'Open');
  await until(() => expect(screenHidden.value).toBe(false));
});
