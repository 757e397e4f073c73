import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STORE_PREFIX } from '../../src/constants';
import type { Photo } from '../../src/entries/medium';
import { cancel, keepDraft, removeDraft, save } from '../../src/store/save';
import { mayGo, standing } from '../../src/sync/network';
import { sendPhotos } from '../../src/sync/photos';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

const DATE = '2026-11-20';
const TRADER = '30000000-0000-4000-8000-000000000001';
const id = (n: number) => `10000000-0000-4000-8000-00000000000${n}`;

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
  server.asked.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

async function photo(text: string): Promise<{ photo: Photo; bytes: ArrayBuffer }> {
  const bytes = new TextEncoder().encode(text).buffer;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { photo: { sha256, type: 'image/webp', bytes: bytes.byteLength }, bytes };
}

const draftOf = (n: number, body: object) => ({
  draft_id: id(n),
  kind: 'trader',
  body: { trader_id: TRADER, ...body },
  step: 'badge',
  souk_date: DATE,
});
const entryOf = (n: number, body: object) => ({
  entry_id: id(n),
  kind: 'trader',
  body: { trader_id: TRADER, ...body },
  souk_date: DATE,
});
const consent = (purpose: string, decision: string) => ({
  kind: 'consent',
  body: { trader_id: TRADER, purpose, decision },
  souk_date: DATE,
});

/** A registration with a photo, as a form saves it. */
async function register(n: number, text: string): Promise<Photo> {
  const { photo: taken, bytes } = await photo(text);
  await keepDraft(phone.store, draftOf(n, { photo: taken }), new Map([[taken.sha256, bytes]]));
  await save(phone.store, [entryOf(n, { photo: taken })]);
  return taken;
}

const puts = () => server.asked.filter((line) => line.startsWith('PUT')).length;
const isHere = async ({ sha256 }: Photo) => (await phone.store.medium(sha256)) !== undefined;

describe('ME10: the bytes of a photo', () => {
  test('F9, PH1: are not kept without the draft that names them, nor it without them', async () => {
    const { photo: taken, bytes } = await photo('a');
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row: [unknown]) {
      if (this.name === 'drafts') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, row);
    } as typeof put;
    const kept = keepDraft(
      phone.store,
      draftOf(1, { photo: taken }),
      new Map([[taken.sha256, bytes]]),
    );
    await expect(kept).rejects.toMatchObject({ code: 'storage_full' });
    IDBObjectStore.prototype.put = put;
    await phone.restart();
    expect([await isHere(taken), phone.store.drafts.size]).toEqual([false, 0]);
  });

  test('outlive a killed browser, with the draft and with the entry', async () => {
    const { photo: taken, bytes } = await photo('a');
    await keepDraft(phone.store, draftOf(1, { photo: taken }), new Map([[taken.sha256, bytes]]));
    await phone.restart();
    expect(await isHere(taken)).toBe(true);
    await save(phone.store, [entryOf(1, { photo: taken })]);
    await phone.restart();
    expect(phone.entry(id(1)).photo).toBe('waiting');
    expect(await isHere(taken)).toBe(true);
  });

  test('go with the last that names them: another photo, none, a dropped draft', async () => {
    const [a, b] = [await photo('a'), await photo('b')];
    const lay = (n: number, one: typeof a) =>
      keepDraft(
        phone.store,
        draftOf(n, { photo: one.photo }),
        new Map([[one.photo.sha256, one.bytes]]),
      );
    await lay(1, a);
    await lay(2, a);
    await lay(1, b);
    expect([await isHere(a.photo), await isHere(b.photo)]).toEqual([true, true]);
    await keepDraft(phone.store, draftOf(1, { photo: null }));
    expect(await isHere(b.photo)).toBe(false);
    await removeDraft(phone.store, id(2));
    expect(await isHere(a.photo)).toBe(false);
  });

  test('stay with an entry that was taken back, so that it can be recorded anew', async () => {
    const taken = await register(1, 'a');
    await cancel(phone.store, id(1));
    expect([await isHere(taken), phone.entry(id(1)).photo]).toEqual([true, undefined]);
    await save(phone.store, [entryOf(2, { photo: taken })]);
    await phone.sync();
    await sendPhotos(phone.store, true);
    expect([phone.entry(id(2)).photo, puts()]).toEqual(['sent', 1]);
  });
});

test('I16: a store of the app before photos opens with all that it holds', async () => {
  const { person } = phone.store.identity;
  await save(phone.store, [entryOf(1, {})]);
  const rows = await phone.store.allOps();
  phone.store.close();
  globalThis.indexedDB = new IDBFactory();
  await new Promise<void>((resolve) => {
    const asked = indexedDB.open(`${STORE_PREFIX}${person.id}`, 1);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore('entries', { keyPath: 'entry_id' });
      const ops = db.createObjectStore('ops', { keyPath: 'seq', autoIncrement: true });
      for (const index of ['op_id', 'entry_id', 'live']) ops.createIndex(index, index);
      for (const { seq, ...op } of rows) {
        ops.put({ seq, op_id: op.op_id, entry_id: op.entry_id, live: 1, sealed: op });
      }
      db.createObjectStore('drafts', { keyPath: 'draft_id' });
      db.createObjectStore('catalog', { keyPath: 'key' });
      db.createObjectStore('slices', { keyPath: 'offset' });
      db.createObjectStore('meta', { keyPath: 'key' });
    };
    asked.onsuccess = () => {
      asked.result.close();
      resolve();
    };
  });
  await phone.open();
  expect(await phone.store.allOps()).toEqual(rows);
  const taken = await register(2, 'a');
  expect(await isHere(taken)).toBe(true);
});

describe('ME11: sending', () => {
  test('nothing goes before the entry is taken, and other bytes are refused once', async () => {
    const taken = await register(1, 'a');
    await sendPhotos(phone.store, true);
    expect(puts()).toBe(0);
    await phone.sync();
    await phone.store.change(async () => [
      { media: new Map([[taken.sha256, new ArrayBuffer(3)]]) },
      undefined,
    ]);
    await sendPhotos(phone.store, true);
    await sendPhotos(phone.store, true);
    expect([phone.entry(id(1)).photo, puts()]).toEqual(['refused', 1]);
  });

  test('by hand, where the browser does not say which network it is on', async () => {
    const taken = await register(1, 'a');
    await phone.sync();
    await sendPhotos(phone.store, false);
    expect(puts()).toBe(0);
    await sendPhotos(phone.store, true);
    expect(phone.entry(id(1)).photo).toBe('sent');
    expect(server.photos.get(taken.sha256)).toEqual(new TextEncoder().encode('a'));
    await phone.restart();
    expect(phone.store.photosWaiting()).toEqual([]);
  });

  test('after the data, by itself, on the network that was chosen', async () => {
    vi.stubGlobal('navigator', { connection: { type: 'wifi' } });
    await register(1, 'a');
    await phone.sync();
    await vi.waitFor(() => expect(phone.entry(id(1)).photo).toBe('sent'));
    const order = server.asked.filter((line) => !line.startsWith('GET'));
    expect(order[0]).toBe('POST /sync/push');
    expect(order.at(-1)).toMatch(/^PUT \/sync\/media\//);
  });

  test.each([
    ['lose_request', 1],
    ['lose_answer', 2],
    ['html', 1],
    ['busy', 1],
    ['stall', 1],
  ] as const)('PH12: after %s the same photo goes again, later and once', async (fault, times) => {
    await register(1, 'a');
    await register(2, 'b');
    await phone.sync();
    phone.world.faults = [fault];
    await sendPhotos(phone.store, true);
    expect(phone.store.photosWaiting()).toHaveLength(2);
    const [wait] = phone.world.timers.slice(-1);
    expect(wait).toBeLessThanOrEqual(fault === 'busy' ? 9000 : 2000);
    phone.world.pass(9000);
    await vi.waitFor(() => expect(phone.store.photosWaiting()).toEqual([]));
    expect(puts()).toBe(times + 1);
  });

  test('a photo that waits holds up no change', async () => {
    await register(1, 'a');
    await phone.sync();
    phone.world.faults = ['lose_request'];
    await sendPhotos(phone.store, true);
    await save(phone.store, [entryOf(2, {})]);
    expect((await phone.sync()).ok).toBe(true);
    expect(phone.waiting()).toEqual([]);
    expect(phone.store.photosWaiting()).toHaveLength(1);
  });

  test('one that nothing names at the server yet lets the others by', async () => {
    await register(1, 'a');
    await register(2, 'b');
    await phone.sync();
    const entry = server.state.entries.get(id(1));
    if (entry) server.state.entries.set(id(1), { ...entry, body: {} });
    await sendPhotos(phone.store, true);
    expect([phone.entry(id(1)).photo, phone.entry(id(2)).photo]).toEqual(['waiting', 'sent']);
  });

  test('L5: a server put back from a copy gets the photos again', async () => {
    const before = server.backup();
    const taken = await register(1, 'a');
    await phone.sync();
    await sendPhotos(phone.store, true);
    server.restore(before);
    server.photos.clear();
    await phone.sync();
    await phone.sync();
    await sendPhotos(phone.store, true);
    expect([...server.photos.keys()]).toEqual([taken.sha256]);
  });

  test('ME12: the manifest counts them apart, and says nothing where there are none', async () => {
    await save(phone.store, [entryOf(3, {})]);
    await phone.sync();
    await register(1, 'a');
    await phone.sync();
    expect(server.manifests[0]).not.toHaveProperty('media');
    expect(server.manifests[1]).toMatchObject({ pending: 1, media: 1 });
  });
});

describe('ME8: a photo is erased here too', () => {
  test('with the withdrawal of its consent, of all, or of registration', async () => {
    const taken = await register(1, 'a');
    await save(phone.store, [consent('survey', 'withdrawn'), consent('photo', 'given')]);
    expect(await isHere(taken)).toBe(true);
    await save(phone.store, [consent('photo', 'withdrawn')]);
    expect([await isHere(taken), phone.entry(id(1)).photo]).toEqual([false, undefined]);
  });

  test('once the server says so, and it is not sent again', async () => {
    const taken = await register(1, 'a');
    await phone.sync();
    server.erasedPhotos.add(taken.sha256);
    await sendPhotos(phone.store, true);
    expect([await isHere(taken), phone.entry(id(1)).photo, puts()]).toEqual([false, undefined, 1]);
  });

  test('after it arrived, when the entry comes back flagged', async () => {
    const taken = await register(1, 'a');
    await phone.sync();
    await sendPhotos(phone.store, true);
    server.flag(id(1), 'medium_erased');
    await phone.sync();
    expect([await isHere(taken), phone.entry(id(1)).photo]).toEqual([false, undefined]);
  });
});

describe('ME11: the network that a person allows', () => {
  test('until somebody chooses, no paid data is spent', () => {
    expect(mayGo(null, 'cellular')).toBe(false);
    expect(mayGo(null, undefined)).toBe(false);
    expect(mayGo('by_hand', 'wifi')).toBe(false);
  });

  test('Wi-Fi alone is never guessed', () => {
    expect(standing('wifi', undefined)).toBe('by_hand');
    expect(mayGo('wifi', 'cellular')).toBe(false);
    expect(mayGo('wifi', undefined)).toBe(false);
  });

  test('what was allowed goes', () => {
    expect(mayGo(null, 'wifi')).toBe(true);
    expect(mayGo('wifi', 'ethernet')).toBe(true);
    expect(mayGo('always', 'cellular')).toBe(true);
    expect(mayGo('always', undefined)).toBe(true);
  });
});
