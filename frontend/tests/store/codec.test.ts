import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { STORE_PREFIX } from '../../src/constants';
import type { Codec, Sealed } from '../../src/store/codec';
import { PersonStore } from '../../src/store/person-store';
import { keepDraft, save } from '../../src/store/save';
import { FakeServer } from '../sync/fake-server';
import { IDENTITY, TestWorld } from '../sync/phone';

/** Seals with a real key: what a later version does with one behind the PIN. */
async function sealingCodec(): Promise<Codec> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    async seal<T>(value: T) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
      return { iv, sealed } as unknown as Sealed<T>;
    },
    async open<T>(row: Sealed<T>) {
      const { iv, sealed } = row as unknown as { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
      return JSON.parse(new TextDecoder().decode(plain)) as T;
    },
  };
}

test('PH7: with a sealing codec everything works, and no name lies open in the database', async () => {
  globalThis.indexedDB = new IDBFactory();
  const codec = await sealingCodec();
  const world = new TestWorld(new FakeServer());
  const nobody = () => undefined;
  const open = () => PersonStore.open(world, IDENTITY, nobody, nobody, codec);
  const store = await open();
  const body = { known_as: 'SECRET' };
  const [id] = await save(store, [{ kind: 'trader', body, souk_date: '2026-11-20' }]);
  await keepDraft(store, {
    draft_id: 'd',
    kind: 'k',
    body,
    step: 'SECRET',
    souk_date: '2026-11-20',
  });
  store.close();

  const again = await open();
  expect(again.held.get(id ?? '')?.entry.body).toEqual(body);
  expect(again.drafts.get('d')?.step).toBe('SECRET');
  again.close();

  const db = await openDB(STORE_PREFIX + IDENTITY.person.id);
  const rows = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  const said = JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString('latin1') : value,
  );
  expect(said).toContain(id);
  expect(said).not.toContain('SECRET');
});
