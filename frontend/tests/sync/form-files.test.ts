import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { CompiledForm } from '../../src/forms/types';
import { formFile } from '../../src/store/form-files';
import { fetchFormFiles } from '../../src/sync/form-files';
import { formNamed } from '../forms/forms';
import { MemoryCaches } from '../sw/memory-caches';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** Pictures and sounds of forms on their way to the phone (SPEC FD9). */

const sound = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const [PRICE, PLACE] = [sound('price'), sound('place')];
const fileOf = (bytes: Uint8Array) => ({
  ...{ sha256: digest(bytes), type: 'audio/wav', size: bytes.length },
});
const COMPILED: CompiledForm = {
  ...formNamed('household').compiled,
  files: { 'price.wav': fileOf(PRICE), 'place.wav': fileOf(PLACE) },
};

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  globalThis.caches = new MemoryCaches() as unknown as CacheStorage;
  server = new FakeServer();
  phone = await joined(server);
  const form = { form_id: 'f', version: '1', titles: {}, modules_on: [], compiled: COMPILED };
  const form_versions = new Map([['f@1', form as never]]);
  phone.store.roster = { ...phone.store.roster, form_versions };
  server.asked.length = 0;
});
const serve = (...files: Uint8Array<ArrayBuffer>[]) => {
  for (const file of files) server.formFiles.set(digest(file), file);
};
const kept = async (bytes: Uint8Array) => {
  const found = await formFile(digest(bytes));
  return found && new TextDecoder().decode(found);
};

test('FD9: each comes once, and lies there without a network', async () => {
  serve(PRICE, PLACE);
  await fetchFormFiles(phone.store);
  await fetchFormFiles(phone.store);
  expect(server.asked).toHaveLength(2);
  expect([await kept(PRICE), await kept(PLACE)]).toEqual(['price', 'place']);
});

test('FD9: other bytes than those named are not kept, and are asked for again', async () => {
  server.formFiles.set(digest(PRICE), sound('<html>'));
  await fetchFormFiles(phone.store);
  expect(await kept(PRICE)).toBeNull();
  serve(PRICE, PLACE);
  await fetchFormFiles(phone.store);
  expect(await kept(PRICE)).toBe('price');
});

test('FD9: what a bad line took comes with the next exchange, and what came before it stays', async () => {
  serve(PRICE, PLACE);
  phone.world.faults = ['none', 'lose_answer'];
  await fetchFormFiles(phone.store);
  expect([await kept(PRICE), await kept(PLACE)]).toEqual(['price', null]);
  await fetchFormFiles(phone.store);
  expect(await kept(PLACE)).toBe('place');
});
