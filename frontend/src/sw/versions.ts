import { QUIET_CACHE, QUIET_URL } from '../constants';

/** One cache per version of the app. */

export const VERSION_PREFIX = 'rahba-app-';

type File = readonly [path: string, hash: string];
type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Fetches what no cache has yet, and checks every byte: a half-deployed server or a page that asks
 * for a password is not taken for the app. If one file fails, the version does not install; what came
 * is still there for the next try.
 */
export async function installWhole(
  caches: CacheStorage,
  name: string,
  files: readonly File[],
  fetch: Fetch,
): Promise<void> {
  const cache = await caches.open(name);
  const install = async ([path, hash]: File) => {
    const response =
      (await findKept(caches, path, hash)) ?? (await fetchChecked(fetch, path, hash));
    await cache.put(path, response);
  };
  // All of them to their end: a worker that gives up at once would lose what is on its way.
  const ended = await Promise.allSettled(files.map(install));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A browser may have thrown some of it away since. */
export async function holdsWhole(
  caches: CacheStorage,
  name: string,
  files: readonly File[],
): Promise<boolean> {
  const cache = await caches.open(name);
  const found = await Promise.all(files.map(([path]) => cache.match(path, { ignoreVary: true })));
  return found.every(Boolean);
}

async function findKept(
  caches: CacheStorage,
  path: string,
  hash: string,
): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(VERSION_PREFIX)) continue;
    const kept = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (kept && (await hashOf(kept.clone())) === hash) return kept;
  }
  return undefined;
}

async function fetchChecked(fetch: Fetch, path: string, hash: string): Promise<Response> {
  const response = await fetch(path, { cache: 'no-cache', credentials: 'omit' });
  if (!response.ok || (await hashOf(response.clone())) !== hash)
    throw new Error(`not whole: ${path}`);
  return response;
}

/** The first 12 hexadecimal digits of the SHA-256, as the build writes them. */
async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest, 0, 6), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** The window leaves the hours; without them no hour is one. */
export async function isSoukHour(caches: CacheStorage, now: number): Promise<boolean> {
  if (!(await caches.has(QUIET_CACHE))) return false;
  const kept = await (await caches.open(QUIET_CACHE)).match(QUIET_URL);
  const hours = ((await kept?.json()) ?? []) as readonly (readonly [number, number])[];
  return hours.some(([from, to]) => from <= now && now < to);
}
