import { IV_BYTES, joined, random, utf8 } from './vault';

/**
 * All that a person's store holds passes here, both ways, sealed with the store's key (PH7, VA1). It is
 * asynchronous because WebCrypto is: callers seal before they open a transaction, or IndexedDB would
 * commit it while they wait.
 */
declare const seal: unique symbol;
/** A value as it lies in the database. */
export type Sealed<T> = { readonly [seal]: T };

export interface Codec {
  /** What it seals with; null where everything stays open. */
  readonly key: CryptoKey | null;
  seal<T>(value: T): Promise<Sealed<T>>;
  open<T>(sealed: Sealed<T>): Promise<T>;
}

/** First byte of what is sealed. A long text is not written as JSON: it would be read twice. */
const JSON_VALUE = 1;
const TEXT = 2;
const BYTES = 3;

/** AES-GCM: a random IV, then the ciphertext with its tag. What a release before left open is read too. */
export function sealingCodec(key: CryptoKey): Codec {
  return {
    key,
    async seal<T>(value: T) {
      const iv = random(IV_BYTES);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, writtenOf(value));
      return joined(iv, new Uint8Array(sealed)) as unknown as Sealed<T>;
    },
    async open<T>(row: Sealed<T>) {
      if (!isSealed(row)) return row as unknown as T;
      const iv = row.subarray(0, IV_BYTES);
      const rest = row.subarray(IV_BYTES);
      return readFrom(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, rest)) as T;
    },
  };
}

/** Open rows hold objects, texts and whole buffers, never a view of bytes. */
export function isSealed(row: unknown): row is Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(row);
}

function writtenOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (value instanceof ArrayBuffer) return joined(Uint8Array.of(BYTES), new Uint8Array(value));
  if (typeof value === 'string') return joined(Uint8Array.of(TEXT), utf8(value));
  return joined(Uint8Array.of(JSON_VALUE), utf8(JSON.stringify(value)));
}

function readFrom(plain: ArrayBuffer): unknown {
  const [tag] = new Uint8Array(plain, 0, 1);
  if (tag === BYTES) return plain.slice(1);
  const text = new TextDecoder().decode(new Uint8Array(plain, 1));
  return tag === TEXT ? text : JSON.parse(text);
}
