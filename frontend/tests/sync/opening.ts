import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import vectors from '../../../tests/vectors/recovery.json' with { type: 'json' };
import type { RescueFile } from '../../src/api/rescue';
import { isShut } from '../../src/entries/op';

/** What the server does in `recovery_key.py` and `rescue_file.py`, with the secret of the vectors. */

const bytes = (text: string) => Buffer.from(text, 'base64url');

function decrypted(key: Uint8Array, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

export function storeKeyIn({ key }: Pick<RescueFile, 'key'>): Buffer {
  return unwrapped(key.wrapped, 'store-key');
}

/** An op as it came, opened if it was sealed since its day was over (`sealed.py`). */
export function textIn(op: string): string {
  if (!isShut(op)) return op;
  const { sealed, wrapped } = JSON.parse(op);
  return decrypted(unwrapped(wrapped, 'sent-ops'), bytes(sealed)).toString();
}

function unwrapped(wrapped: string, purpose: string): Buffer {
  const packed = bytes(wrapped);
  const point = packed.subarray(0, 65);
  const own = createECDH('prime256v1');
  own.setPrivateKey(bytes(vectors.d));
  const salt = Buffer.concat([point, own.getPublicKey()]);
  const info = `rahba ${purpose}`;
  const message = hkdfSync('sha256', own.computeSecret(point), salt, info, 32);
  return decrypted(new Uint8Array(message), packed.subarray(65));
}

/** Bytes by their digest. */
export function photosIn(file: RescueFile): ReadonlyMap<string, Uint8Array> {
  const key = storeKeyIn(file);
  const photos = file.photos ?? [];
  return new Map(
    photos.map(({ sha256, sealed }) => [
      sha256,
      new Uint8Array(decrypted(key, bytes(sealed)).subarray(1)),
    ]),
  );
}

/** The op's own characters, in the order of the file. */
export function textsIn(file: RescueFile): string[] {
  const key = storeKeyIn(file);
  return file.ops.map((op) => JSON.parse(decrypted(key, bytes(op)).subarray(1).toString()).text);
}
