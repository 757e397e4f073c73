import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import vectors from '../../../tests/vectors/rescue.json' with { type: 'json' };
import type { RescueFile } from '../../src/api/rescue';
import { rescueOf, signedBytes } from '../../src/outbox/rescue';
import { fixEntry, saveEntry } from '../../src/store';
import { readFact } from '../../src/store/facts';
import { closeStore, theStore } from '../../src/store/open';
import { unpacked } from '../../src/store/vault';
import { startSync } from '../../src/sync';
import { FakeServer } from '../sync/fake-server';
import { joinAndSettle } from '../sync/join';
import { storeKeyIn, textsIn } from '../sync/opening';
import { TestWorld } from '../sync/phone';

vi.mock('../../src/constants', async (original) => ({
  ...(await original<typeof import('../../src/constants')>()),
  BATCH_BYTES: 6000,
}));

let server: FakeServer;
let world: TestWorld;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new FakeServer();
  world = new TestWorld(server);
  await joinAndSettle(world, 'GH4K-7PQM');
});
afterEach(closeStore);

const record = (body: Record<string, unknown> = { name: 'Hmida' }) =>
  saveEntry({ kind: 'presence', body, souk_date: '2026-11-20' });
const made = async (known?: Set<number>) => {
  const files = await rescueOf(theStore().identity, world.time, known);
  return files.map(({ file }) => file);
};
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const signs = (key: CryptoKey, file: RescueFile) =>
  crypto.subtle.verify(ECDSA, key, unpacked(file.signature), signedBytes(file));

it('RS1: a file of the vectors is read alike in both languages', async () => {
  const file = vectors.file as RescueFile;
  const key = await crypto.subtle.importKey('jwk', vectors.public_key, ECDSA, true, ['verify']);
  expect(await signs(key, file)).toBe(true);
  expect(await signs(key, { ...file, made_at: '2026-11-28T12:00:00.000Z' })).toBe(false);
  expect(storeKeyIn(file).toString('hex')).toBe(vectors.store_key);
  expect(textsIn(file)).toEqual(vectors.texts);
});

it('RS1: where nothing is unsent there is no file', async () => {
  expect(await made()).toEqual([]);
  await record();
  await startSync('button');
  expect(await made()).toEqual([]);
});

it('RS1: what is unsent is in it to the byte, readable for the server alone, signed by this phone', async () => {
  await record();
  const [file] = (await made()) as [RescueFile];
  expect(textsIn(file)).toEqual(
    theStore()
      .live()
      .map(({ text }) => text),
  );
  expect(JSON.stringify(file)).not.toMatch(/Hmida|Hamid|presence/);
  const pair = await readFact('device_key');
  expect(pair && (await signs(pair.publicKey, file))).toBe(true);
  expect(pair?.privateKey.extractable).toBe(false);
});

it('RS1: a refused change goes along behind the one that stands in for it', async () => {
  const { entry_id } = await record({ bad: true });
  await startSync('button');
  const [before] = theStore().live();
  await fixEntry(entry_id, { name: 'Hmida' });
  const [file] = (await made()) as [RescueFile];
  expect(textsIn(file)).toEqual([theStore().live()[0]?.text, before?.text]);
});

it('RS1: what is larger than a request becomes several files, each whole', async () => {
  for (let n = 0; n < 9; n++) await record({ name: 'x'.repeat(1000), n });
  const files = await made();
  expect(files.length).toBeGreaterThan(1);
  expect(files.flatMap(textsIn)).toEqual(
    theStore()
      .live()
      .map(({ text }) => text),
  );
  expect(files.every((file) => JSON.stringify(file).length < 7000)).toBe(true);
});
