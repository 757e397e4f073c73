import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RescueFile, readRescue } from '../../src/api/rescue';
import { exportUnsent, takeFile } from '../../src/app/settings/by-hand';
import type { Photo } from '../../src/entries/medium';
import { saveDraft, saveEntry } from '../../src/store';
import { closeStore, theStore } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { FakeServer, PERSON } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { photosIn, textsIn } from '../sync/opening';
import { TestWorld } from '../sync/phone';

/** Photos that leave with the unsent work, and come by a colleague (RS7). */

vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  PHOTOS_A_REQUEST: 2,
  PHOTOS_A_FILE: 3,
}));

let server: FakeServer;
let world: TestWorld;
let shared: File[];
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  await joinAndSettle(world, 'GH4K-7PQM');
  shared = [];
  const share = async ({ files }: { files: File[] }) => void shared.push(...files);
  vi.stubGlobal('navigator', { canShare: () => true, share });
});
afterEach(() => {
  closeStore();
  vi.unstubAllGlobals();
});

async function register(text: string): Promise<Photo> {
  const bytes = new TextEncoder().encode(text).buffer;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const photo = { sha256, type: 'image/webp', bytes: bytes.byteLength };
  const entry = { kind: 'trader', body: { trader_id: text, photo }, souk_date: '2026-11-20' };
  const draft_id = theStore().world.newId();
  await saveDraft({ ...entry, draft_id, step: 'badge' }, new Map([[sha256, bytes]]));
  world.time += 1000;
  await saveEntry({ ...entry, entry_id: draft_id });
  return photo;
}

async function exported(from = 0): Promise<readonly RescueFile[]> {
  expect(await exportUnsent(from)).toBe('shared');
  return readRescue((await shared.slice(-1)[0]?.text()) ?? '') ?? [];
}

const digestsIn = (files: readonly RescueFile[]) =>
  files.flatMap((file) => [...photosIn(file).keys()]);

it('RS7: unsent photos go behind the changes that name them, for the server alone', async () => {
  const photo = await register('a');
  const files = await exported();
  expect(files.map(({ count, photos = [] }) => [count, photos.length])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  const bytes = photosIn(files[1] as RescueFile).get(photo.sha256);
  expect(new TextDecoder().decode(bytes)).toBe('a');
});

it('RS7: a photo whose entry was sent leaves without it; what was sent does not leave', async () => {
  const photo = await register('a');
  await startSync('join');
  expect(digestsIn(await exported())).toEqual([photo.sha256]);
  expect(textsIn((await exported())[0] as RescueFile)).toEqual([]);
});

it('RS7: a file stays shareable: the newest photos stay for a second one', async () => {
  const photos = [];
  for (const text of ['a', 'b', 'c', 'd']) photos.push((await register(text)).sha256);
  const first = await exported();
  expect(digestsIn(first)).toEqual(photos.slice(0, 3));
  expect(first.map(({ photos: part = [] }) => part.length)).toEqual([0, 2, 1]);
  expect(digestsIn(await exported(3))).toEqual(photos.slice(3));
});

async function becomeColleague(): Promise<void> {
  closeStore();
  globalThis.indexedDB = new IDBFactory();
  world = new TestWorld(server);
  server.person = { ...PERSON, id: '00000000-0000-4000-8000-0000000000f2' };
  server.deviceId = '00000000-0000-4000-8000-0000000000d2';
  await joinAndSettle(world, 'AAAA-2222');
}

async function carry(files: readonly RescueFile[]): Promise<void> {
  await becomeColleague();
  expect(await takeFile(files.map((file) => JSON.stringify(file)).join('\n'))).toBe('taken');
}

it('RS7, RS6: a colleague brings them, and lets them go when they have arrived', async () => {
  const photo = await register('a');
  await carry(await exported());
  await startSync('button');
  await startSync('button');
  expect([...server.photos.keys()]).toEqual([photo.sha256]);
  expect(await theStore().carried()).toEqual([]);
});

it('RS7: what waits for the coach is kept, and brought again without sending it each time', async () => {
  await register('a');
  const [, photos] = await exported();
  await carry([photos as RescueFile]);
  await startSync('button');
  await startSync('button');
  expect(await theStore().carried()).toHaveLength(1);
  const rescues = () => server.asked.filter((path) => path === 'POST /sync/rescue').length;
  const before = rescues();
  await startSync('visible');
  expect(rescues()).toBe(before);
});

it('RS7, ME11: photos go on the network that this phone’s person allows', async () => {
  await register('a');
  const files = await exported();
  await becomeColleague();
  for (const file of files) await theStore().carry({ file });
  await startSync('visible');
  expect((await theStore().carried()).map(({ file }) => file.count)).toEqual([0]);
});
