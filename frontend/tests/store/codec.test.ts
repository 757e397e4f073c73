import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { STORE_PREFIX } from '../../src/constants';
import { type Codec, type Sealed, sealingCodec } from '../../src/store/codec';
import { openPersonDb } from '../../src/store/db';
import { PersonStore } from '../../src/store/person-store';
import { keepDraft, save } from '../../src/store/save';
import { newStoreKey } from '../../src/store/vault';
import { FakeServer } from '../sync/fake-server';
import { CODEC, IDENTITY, TestWorld } from '../sync/phone';

const DATE = '2026-11-20';
const BODY = { known_as: 'SECRET' };
/** As the release before left rows: open. */
const OPEN: Codec = {
  key: null,
  seal: async <T>(value: T) => value as unknown as Sealed<T>,
  open: async <T>(sealed: Sealed<T>) => sealed as unknown as T,
};
const nobody = () => undefined;
const world = new TestWorld(new FakeServer());
const open = (codec: Codec) => PersonStore.open(world, IDENTITY, nobody, nobody, codec);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** All that lies in the store, as one text. */
async function dump(): Promise<string> {
  const db = await openDB(STORE_PREFIX + IDENTITY.person.id);
  const rows = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  db.close();
  return JSON.stringify(rows, (_, value) => {
    if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
    return ArrayBuffer.isView(value) ? Buffer.from(value.buffer).toString('latin1') : value;
  });
}

async function fill(store: PersonStore): Promise<string> {
  const [id] = await save(store, [{ kind: 'trader', body: BODY, souk_date: DATE }]);
  await keepDraft(store, { draft_id: 'd', kind: 'k', body: BODY, step: 'SECRET', souk_date: DATE });
  await store.keepSlice(0, new TextEncoder().encode('SECRET').buffer as ArrayBuffer);
  store.close();
  return id ?? '';
}

describe('a sealed store', () => {
  test('VA1, PH7: no name lies open in it, and everything works', async () => {
    const id = await fill(await open(CODEC));
    const again = await open(CODEC);
    expect(again.held.get(id)?.entry.body).toEqual(BODY);
    expect(again.drafts.get('d')?.step).toBe('SECRET');
    const [slice] = await again.slices();
    expect(new TextDecoder().decode(slice?.bytes)).toBe('SECRET');
    again.close();
    const said = await dump();
    expect(said).toContain(id);
    expect(said).not.toContain('SECRET');
  });

  test('VA1: another key opens nothing of it', async () => {
    await fill(await open(CODEC));
    await expect(open(sealingCodec(await newStoreKey()))).rejects.toThrow();
  });

  test('VA1: how many changes wait is read without the key', async () => {
    await fill(await open(CODEC));
    const db = await openPersonDb(IDENTITY.person.id, nobody);
    expect(await db.countFromIndex('ops', 'live')).toBe(1);
    db.close();
  });

  test('the same value is never sealed to the same bytes', async () => {
    const [one, two] = await Promise.all([CODEC.seal('a'), CODEC.seal('a')]);
    expect(one).not.toEqual(two);
  });
});

describe('a store of the release before', () => {
  test('VA1, F11: is read as it lies, then sealed, with its outbox byte for byte', async () => {
    const before = await open(OPEN);
    const id = await fill(before);
    expect(await dump()).toContain('SECRET');
    const store = await open(CODEC);
    const ops = await store.allOps();
    expect(ops.map((op) => op.entry_id)).toEqual([id]);
    await store.reseal();
    expect(await dump()).not.toContain('SECRET');
    expect(await store.allOps()).toEqual(ops);
    store.close();
    const again = await open(CODEC);
    expect(await again.allOps()).toEqual(ops);
    expect(again.held.get(id)?.entry.body).toEqual(BODY);
    again.close();
  });

  test('VA1: what another tab writes while it is being sealed stays', async () => {
    const id = await fill(await open(OPEN));
    const [store, tab] = await Promise.all([open(CODEC), open(CODEC)]);
    const changed = save(tab, [
      { entry_id: id, kind: 'trader', body: { known_as: 'NEW' }, souk_date: DATE },
    ]);
    await Promise.all([store.reseal(), changed]);
    await store.refresh();
    expect(store.held.get(id)?.entry.body).toEqual({ known_as: 'NEW' });
    expect(await dump()).not.toContain('SECRET');
    store.close();
    tab.close();
  });
});
