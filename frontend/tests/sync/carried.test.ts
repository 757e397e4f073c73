import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RescueFile, readRescue } from '../../src/api/rescue';
import { takeFile } from '../../src/app/settings/by-hand';
import { rescueOf } from '../../src/outbox/rescue';
import { saveEntry } from '../../src/store';
import { closeStore, theStore } from '../../src/store/open';
import { startSync } from '../../src/sync';
import { FakeServer, PERSON } from './fake-server';
import { joinAndSettle } from './join';
import { TestWorld } from './phone';

/** A colleague's file, taken along (RS6). */

let server: FakeServer;
let world: TestWorld;
let file: RescueFile;
beforeEach(async () => {
  server = new FakeServer();
  file = await madeOnAnotherPhone();
  globalThis.indexedDB = new IDBFactory();
  world = new TestWorld(server);
  server.person = { ...PERSON, id: '00000000-0000-4000-8000-0000000000f2' };
  server.deviceId = '00000000-0000-4000-8000-0000000000d2';
  await joinAndSettle(world, 'AAAA-2222');
});
afterEach(closeStore);

async function madeOnAnotherPhone(): Promise<RescueFile> {
  globalThis.indexedDB = new IDBFactory();
  await joinAndSettle(new TestWorld(server), 'GH4K-7PQM');
  await saveEntry({ kind: 'presence', body: { name: 'Hmida' }, souk_date: '2026-11-20' });
  const [made] = await rescueOf(theStore().identity, 0);
  closeStore();
  if (!made) throw new Error('no file');
  return made.file;
}

const carried = () => theStore().carried();
const rescues = () => server.asked.filter((path) => path === 'POST /sync/rescue').length;

it.each([
  ['no JSON', '«»', 'not_one'],
  ['nothing', '', 'not_one'],
  ['another document', '{"format":1}', 'not_one'],
  ['null', 'null', 'not_one'],
])('RS6: %s is not taken along', async (_what, text, said) => {
  expect(await takeFile(text)).toBe(said);
  expect(await carried()).toEqual([]);
});

it('RS6: nor is a file cut short, one of another souk, or one’s own', async () => {
  expect(readRescue(JSON.stringify(file).slice(0, -9))).toBeNull();
  expect(readRescue(JSON.stringify({ ...file, count: 2 }))).toBeNull();
  const text = (change: Partial<RescueFile>) => JSON.stringify({ ...file, ...change });
  expect(await takeFile(text({ market_id: PERSON.id }))).toBe('other_souk');
  expect(await takeFile(text({ device_id: theStore().identity.device_id }))).toBe('own');
  expect(await carried()).toEqual([]);
});

it('RS6: without a network it stays, once, unopened, also across a restart of the store', async () => {
  world.faults = Array(4).fill('lose_request');
  expect(await takeFile(JSON.stringify(file))).toBe('taken');
  expect(await takeFile(JSON.stringify(file))).toBe('taken');
  await startSync('button');
  expect(await carried()).toEqual([{ file }]);
  expect(JSON.stringify(await carried())).not.toContain('Hmida');
});

it('RS6: the next exchange brings it, and then it is let go', async () => {
  await theStore().carry({ file });
  await startSync('button');
  expect(server.state.effects.map((text) => JSON.parse(text).body.name)).toEqual(['Hmida']);
  expect(await carried()).toEqual([]);
  await startSync('button');
  expect(rescues()).toBe(1);
});

it('RS6, F1: a lost answer keeps it, and nothing is there twice', async () => {
  await theStore().carry({ file });
  const fetched = world.fetch.bind(world);
  world.fetch = (input, init) => {
    if (input.endsWith('/sync/rescue') && rescues() === 0) world.faults = ['lose_answer'];
    return fetched(input, init);
  };
  await startSync('button');
  expect(await carried()).toEqual([{ file }]);
  await startSync('button');
  expect(await carried()).toEqual([]);
  expect(server.state.effects).toHaveLength(1);
});

it('RS6: one that the server will not have stays, with its reason', async () => {
  await theStore().carry({ file });
  const fetched = world.fetch.bind(world);
  world.fetch = (input, init) => {
    if (input.endsWith('/sync/rescue')) world.faults = ['too_large'];
    return fetched(input, init);
  };
  await startSync('button');
  expect(await carried()).toEqual([{ file, refused: 'too_large' }]);
});
