import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { QUIET_CACHE, QUIET_URL } from '../../src/constants';
import { answerFor, isOwn } from '../../src/sw/answer';
import { holdsWhole, installWhole, isSoukHour, VERSION_PREFIX } from '../../src/sw/versions';
import { MemoryCaches } from './memory-caches';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const served = new Map<string, string>();
const fetched: string[] = [];
const fetch = async (path: string) => {
  fetched.push(path);
  const text = served.get(path);
  return text === undefined ? new Response('', { status: 404 }) : new Response(text);
};
const files = () => [...served].map(([path, text]): [string, string] => [path, hash(text)]);

let memory: MemoryCaches;
let caches: CacheStorage;
const NEW = `${VERSION_PREFIX}new`;
beforeEach(() => {
  memory = new MemoryCaches();
  caches = memory as unknown as CacheStorage;
  served.clear();
  served.set('/', '<!doctype html>').set('/assets/phone.js', 'start()');
  fetched.length = 0;
});

test('RE1: a version of which the browser threw a file away is not whole', async () => {
  expect(await holdsWhole(caches, NEW, files())).toBe(false);
  await installWhole(caches, NEW, files(), fetch);
  expect(await holdsWhole(caches, NEW, files())).toBe(true);
  memory.kept.get(NEW)?.delete('/assets/phone.js');
  expect(await holdsWhole(caches, NEW, files())).toBe(false);
});

describe('PH10: a version of the app', () => {
  test('does not install from a half-deployed server, whose bytes are not those of the list', async () => {
    const list = files();
    served.set('/assets/phone.js', 'start(2)');
    await expect(installWhole(caches, NEW, list, fetch)).rejects.toThrow('not whole');
  });

  test('does not install when one file is missing, and then fetches only that one', async () => {
    const list = files();
    served.delete('/assets/phone.js');
    await expect(installWhole(caches, NEW, list, fetch)).rejects.toThrow('not whole');
    served.set('/assets/phone.js', 'start()');
    fetched.length = 0;
    await installWhole(caches, NEW, list, fetch);
    expect(fetched).toEqual(['/assets/phone.js']);
    expect([...(memory.kept.get(NEW)?.keys() ?? [])].sort()).toEqual(['/', '/assets/phone.js']);
  });

  test('takes what did not change from the version before', async () => {
    await installWhole(caches, `${VERSION_PREFIX}old`, files(), fetch);
    served.set('/', '<!doctype html><title>2</title>');
    fetched.length = 0;
    await installWhole(caches, NEW, files(), fetch);
    expect(fetched).toEqual(['/']);
  });

  test('is not fetched in the hours of the souk, which the window leaves for the worker', async () => {
    expect(await isSoukHour(caches, 50)).toBe(false);
    const cache = await caches.open(QUIET_CACHE);
    await cache.put(QUIET_URL, new Response('[[10,20],[40,60]]'));
    const asked = [9, 10, 20, 50].map((now) => isSoukHour(caches, now));
    expect(await Promise.all(asked)).toEqual([false, true, false, true]);
  });
});

describe('PH10, F10: the worker', () => {
  const ORIGIN = 'https://souk.example';
  const own = (path: string, method = 'GET', origin = ORIGIN) =>
    isOwn({ method, url: origin + path }, ORIGIN);

  test('leaves every POST, the API, the desk and other origins alone', () => {
    expect(own('/', 'POST')).toBe(false);
    expect(own('/api/v1/sync/pull')).toBe(false);
    expect(own('/desk')).toBe(false);
    expect(own('/desk.html')).toBe(false);
    expect(own('/try')).toBe(false);
    expect(own('/desk/review')).toBe(false);
    expect(own('/', 'GET', 'https://other.example')).toBe(false);
  });

  test("answers the phone's own files from its version, and the rest from the network", async () => {
    expect(own('/')).toBe(true);
    await installWhole(caches, NEW, files(), fetch);
    const ask = (path: string) =>
      answerFor(
        new Request(ORIGIN + path),
        () => caches.open(NEW),
        async () => new Response('network'),
      ).then((response) => response.text());
    expect(await ask('/?from=home')).toBe('<!doctype html>');
    expect(await ask('/index.html')).toBe('<!doctype html>');
    expect(await ask('/assets/phone.js')).toBe('start()');
    expect(await ask('/elsewhere')).toBe('network');
  });
});
