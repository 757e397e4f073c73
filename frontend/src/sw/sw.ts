/// <reference types="./precache.d.ts" />

import { files, version } from 'virtual:precache';
import { BACKGROUND_SYNC_TAG, IS_WHOLE, MAKE_WHOLE, TAKE_OVER } from '../constants';
import { answerFor, isOwn } from './answer';
import { holdsWhole, installWhole, isSoukHour, VERSION_PREFIX } from './versions';

/**
 * The worker: GET only, no API answer kept, a version whole or not at all, and over to the next one
 * only when a person says so (PH10). A build without files is the switch to turn it off.
 */
declare const self: ServiceWorkerGlobalScope;

const CACHE = VERSION_PREFIX + version;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const update = self.registration.active !== null;
      if (update && (await isSoukHour(caches, Date.now()))) throw new Error('souk hours');
      await installWhole(caches, CACHE, files, fetch.bind(self));
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const others = names.filter((name) => name.startsWith(VERSION_PREFIX) && name !== CACHE);
      await Promise.all(others.map((name) => caches.delete(name)));
      if (files.length === 0) await self.registration.unregister();
      else await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (files.length === 0 || !isOwn(request, self.location.origin)) return;
  event.respondWith(answerFor(request, () => caches.open(CACHE), fetch.bind(self)));
});

self.addEventListener('message', (event) => {
  const { data, ports } = event;
  if (data === TAKE_OVER) void self.skipWaiting();
  if (data === IS_WHOLE || data === MAKE_WHOLE) event.waitUntil(answerWhole(data, ports[0]));
});

/** The same files again: no other version comes by it, so the souk's hours don't matter. */
async function answerWhole(data: string, port?: MessagePort): Promise<void> {
  if (data === MAKE_WHOLE)
    await installWhole(caches, CACHE, files, fetch.bind(self)).catch(() => undefined);
  port?.postMessage(await holdsWhole(caches, CACHE, files));
}

self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { readonly tag: string };
  if (tag === BACKGROUND_SYNC_TAG) waitUntil.call(event, wakeWindows());
});

async function wakeWindows(): Promise<void> {
  for (const client of await self.clients.matchAll()) client.postMessage(BACKGROUND_SYNC_TAG);
}
