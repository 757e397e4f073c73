import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { RescueFile } from '../api/rescue';
import {
  META_STORE,
  PRACTICE_PREFIX,
  PRACTICE_STORE,
  STORE_PREFIX,
  STORE_VERSION,
} from '../constants';
import type { EntryRecord, OpRecord } from '../entries/record';
import type { Draft } from '../entries/types';
import type { Sealed } from './codec';

/**
 * One database per store (PH8), and a small one that knows whose they are and how each is opened. Of a
 * store only opaque ids, a sequence, and whether an op is live stand in the open; all else is sealed.
 */

export interface EntryRow {
  entry_id: string;
  /** Counts the writes of the entry and its ops; another tab's write shows by it. */
  stamp: number;
  sealed: Sealed<EntryRecord>;
}
export interface OpRow {
  seq?: number;
  op_id: string;
  entry_id: string;
  /** Present while the op is to be sent or refused, which keeps the index as short as the outbox. */
  live?: 1;
  /** Answered once, and another op stands in for it now: it goes into rescue files (RS1). */
  superseded?: 1;
  sealed: Sealed<Omit<OpRecord, 'seq'>>;
}

export interface CarriedFile {
  readonly file: RescueFile;
  /** The server's code, where it would not have it. */
  readonly refused?: string;
  /** ms since 1970, when its photos were last brought in vain. */
  readonly tried_at?: number;
}

export interface PersonSchema extends DBSchema {
  entries: { key: string; value: EntryRow };
  ops: {
    key: number;
    value: OpRow;
    indexes: { op_id: string; entry_id: string; live: number };
  };
  drafts: { key: string; value: { draft_id: string; sealed: Sealed<Draft> } };
  /** `base` is the snapshot; everything that came since lies beside it as `type:id`. */
  catalog: { key: string; value: { key: string; sealed: Sealed<unknown> } };
  /** Slices of a snapshot under way, by offset. */
  slices: { key: number; value: { offset: number; sealed: Sealed<ArrayBuffer> } };
  meta: { key: string; value: { key: string; sealed: Sealed<unknown> } };
  /** Bytes of photos, by their digest; what names them is an entry or a draft. */
  media: { key: string; value: { sha256: string; sealed: Sealed<ArrayBuffer> } };
  /** Colleagues' files by their signatures: unopened, to be brought along (RS6). */
  carried: { key: string; value: { signature: string; sealed: Sealed<CarriedFile> } };
}
export type PersonDb = IDBPDatabase<PersonSchema>;

export interface MetaSchema extends DBSchema {
  /** In the open, whatever the name of the column: it came before there was a key. */
  facts: { key: string; value: { key: string; sealed: unknown } };
}
export type MetaDb = IDBPDatabase<MetaSchema>;

/** Step n brings a store of version n to n + 1. A step, once released, is never edited. */
const STEPS: readonly ((db: PersonDb) => void)[] = [
  (db) => {
    db.createObjectStore('entries', { keyPath: 'entry_id' });
    const ops = db.createObjectStore('ops', { keyPath: 'seq', autoIncrement: true });
    ops.createIndex('op_id', 'op_id', { unique: true });
    ops.createIndex('entry_id', 'entry_id');
    ops.createIndex('live', 'live');
    db.createObjectStore('drafts', { keyPath: 'draft_id' });
    db.createObjectStore('catalog', { keyPath: 'key' });
    db.createObjectStore('slices', { keyPath: 'offset' });
    db.createObjectStore('meta', { keyPath: 'key' });
  },
  // Rows are sealed from here on: a window of the release before must let go, for it cannot read them.
  (db) => {
    db.createObjectStore('media', { keyPath: 'sha256' });
  },
  (db) => {
    db.createObjectStore('carried', { keyPath: 'signature' });
  },
];

/** @param lost called when the browser closes the database, or another tab needs a newer version */
export function openPersonDb(
  store_id: string,
  lost: () => void,
  prefix = STORE_PREFIX,
): Promise<PersonDb> {
  return openDB<PersonSchema>(prefix + store_id, STORE_VERSION, {
    upgrade(db, from) {
      for (const step of STEPS.slice(from)) step(db);
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

export function deletePracticeDb(): Promise<void> {
  return deleteDB(PRACTICE_PREFIX + PRACTICE_STORE);
}

export function openMetaDb(): Promise<MetaDb> {
  return openDB<MetaSchema>(META_STORE, 1, {
    upgrade(db) {
      db.createObjectStore('facts', { keyPath: 'key' });
    },
  });
}
