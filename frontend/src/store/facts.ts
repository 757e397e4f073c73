import { type Codec, plainCodec } from './codec';
import { openMetaDb } from './db';

/**
 * What the phone must know before it can open a person's store: who it was joined for, and with
 * which credential it pushes. A lost answer to "join" is asked for again under the same join key.
 */

export interface Identity {
  readonly person: {
    readonly id: string;
    readonly name_ar: string;
    readonly name_latin: string;
    readonly sex: string | null;
  };
  readonly market_id: string;
  readonly device_id: string;
  /** Opaque; opens this person's sync and nothing else. */
  readonly device_token: string;
  readonly badge_range: {
    readonly prefix: string;
    readonly starts: number;
    readonly ends: number;
  } | null;
}

interface Facts {
  /** The person whose store is open. */
  current: Identity;
  device_key: CryptoKeyPair;
  /** Everybody this phone was ever joined for: their stores stay (PH8). */
  [person: `person:${string}`]: Identity;
  [join: `join:${string}`]: string;
}

const codec: Codec = plainCodec;

export async function readFact<K extends keyof Facts>(key: K): Promise<Facts[K] | undefined> {
  const db = await openMetaDb();
  try {
    const row = await db.get('facts', key);
    return row && ((await codec.open(row.sealed)) as Facts[K]);
  } finally {
    db.close();
  }
}

/** Durable when it resolves. */
export async function writeFact<K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> {
  const sealed = await codec.seal<unknown>(value);
  const db = await openMetaDb();
  try {
    const tx = db.transaction('facts', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put({ key, sealed }), tx.done]);
  } finally {
    db.close();
  }
}
