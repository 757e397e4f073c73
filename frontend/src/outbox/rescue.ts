import type { RescueFile, SealedPhoto } from '../api/rescue';
import { BATCH_BYTES, PHOTOS_A_REQUEST } from '../constants';
import type { Photo } from '../entries/medium';
import { isSealed } from '../store/codec';
import type { OpRow } from '../store/db';
import { type Identity, readFact, storeIdOf } from '../store/facts';
import { keysOf } from '../store/keys';
import { photoRows, unsentRows } from '../store/unsent';
import { packed, utf8 } from '../store/vault';

/**
 * The file in which unsent work travels without its person (RS1): rows of the store as they lie there,
 * the store's key as it is wrapped for the server, signed by this phone. The server's half is
 * `backend/rahba/sync/rescue_file.py`; vectors in `tests/vectors/rescue.json`.
 */
export interface Rescue {
  readonly file: RescueFile;
  /** Of the rows in it, in the order of its ops. */
  readonly seqs: readonly number[];
}

/**
 * As many files as it takes; none without the server's wrap of the key, or without this phone's own key.
 * @param known rows that need not go, by their sequence
 * @param photos that go behind the ops: only an open store knows which of its photos are unsent
 */
export async function rescueOf(
  identity: Identity,
  now: number,
  known: ReadonlySet<number> = new Set(),
  photos: readonly Photo[] = [],
): Promise<readonly Rescue[]> {
  const store_id = storeIdOf(identity);
  const [keys, pair] = await Promise.all([keysOf(store_id), readFact('device_key')]);
  if (!keys?.recovery || !pair) return [];
  const rows = (await unsentRows(store_id)).filter(({ seq = 0 }) => !known.has(seq));
  const unsent = rows.some(({ live }) => live) ? parts(rows) : [];
  const pictures = photoParts(await sealedPhotos(store_id, photos));
  const { version, wrapped } = keys.recovery;
  const head = {
    format: 1 as const,
    market_id: identity.market_id,
    person_id: identity.person.id,
    device_id: identity.device_id,
    made_at: new Date(now).toISOString(),
    key: { version, wrapped },
  };
  const sign = async (bare: Omit<RescueFile, 'signature'>) => ({
    ...bare,
    signature: await signature(pair.privateKey, bare),
  });
  return Promise.all([
    ...unsent.map(async (part) => ({
      file: await sign({ ...head, ops: part.map(({ op }) => op), count: part.length }),
      seqs: part.map(({ seq }) => seq),
    })),
    ...pictures.map(async (part) => ({
      file: await sign({ ...head, ops: [], count: 0, photos: part }),
      seqs: [],
    })),
  ]);
}

async function sealedPhotos(
  store_id: string,
  photos: readonly Photo[],
): Promise<readonly SealedPhoto[]> {
  const rows = await photoRows(
    store_id,
    photos.map(({ sha256 }) => sha256),
  );
  return photos.flatMap(({ sha256, type }, i) => {
    const sealed = rows[i]?.sealed;
    return isSealed(sealed) ? [{ sha256, type, sealed: packed(sealed) }] : [];
  });
}

function photoParts(photos: readonly SealedPhoto[]): readonly (readonly SealedPhoto[])[] {
  const count = Math.ceil(photos.length / PHOTOS_A_REQUEST);
  return Array.from({ length: count }, (_, i) =>
    photos.slice(i * PHOTOS_A_REQUEST, (i + 1) * PHOTOS_A_REQUEST),
  );
}

interface Part {
  readonly seq: number;
  readonly op: string;
}

/** By the limit of a request. What a release before left open is sealed at the next opening (VA1). */
function parts(rows: readonly OpRow[]): readonly (readonly Part[])[] {
  const all: Part[][] = [];
  let part: Part[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { seq = 0, sealed } of rows) {
    if (!isSealed(sealed)) continue;
    const op = packed(sealed);
    bytes += op.length + 3;
    if (bytes > BATCH_BYTES) {
      part = [];
      all.push(part);
      bytes = op.length;
    }
    part.push({ seq, op });
  }
  return all;
}

/** All but the signature, a line each: no part can hold a line's end. */
export function signedBytes(file: Omit<RescueFile, 'signature'>): Uint8Array<ArrayBuffer> {
  const { format, market_id, person_id, device_id, made_at, key, count, ops, photos = [] } = file;
  const head = ['rahba rescue', format, market_id, person_id, device_id, made_at];
  const pictures = photos.map(({ sha256, type, sealed }) => `${sha256} ${type} ${sealed}`);
  return utf8([...head, key.version, key.wrapped, count, ...ops, ...pictures].join('\n'));
}

async function signature(key: CryptoKey, file: Omit<RescueFile, 'signature'>): Promise<string> {
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  return packed(new Uint8Array(await crypto.subtle.sign(how, key, signedBytes(file))));
}
