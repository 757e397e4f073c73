/**
 * What a phone's closing code says, and whether that phone signed it (QR1, QR2). Pure: WebCrypto and
 * nothing else. The server's half is `backend/rahba/sync/closing.py`, which draws the line of text;
 * vectors in `tests/vectors/closing.json`.
 */
import { packed, unpacked, utf8 } from '../store/vault';

/** Counts are changes of the souk day; `digest` is of those sent (CU2). */
export interface Closing {
  readonly souk_date: string;
  readonly device_id: string;
  readonly sent: number;
  readonly pending: number;
  readonly refused: number;
  readonly digest: string;
  /** s since 1970, by the phone's clock set right by what it last heard of the server's. */
  readonly made_at: number;
}

/** A JWK's coordinates. */
export interface SigningKey {
  readonly x: string;
  readonly y: string;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HOW = { name: 'ECDSA', hash: 'SHA-256' } as const;
const SIGNED = new RegExp(
  [
    '^rahba-closing-1',
    '([0-9]{4}-[0-9]{2}-[0-9]{2})',
    '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})',
    ...['([0-9]{1,6})', '([0-9]{1,6})', '([0-9]{1,6})'],
    '([0-9a-f]{16})',
    '([0-9]{1,10})$',
  ].join('\\.'),
);
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;

export async function signClosing(closing: Closing, key: CryptoKey): Promise<string> {
  const { souk_date, device_id, sent, pending, refused, digest, made_at } = closing;
  const says = [souk_date, device_id, sent, pending, refused, digest, made_at];
  const signed = ['rahba-closing-1', ...says].join('.');
  const signature = await crypto.subtle.sign(HOW, key, utf8(signed));
  return `${signed}.${packed(new Uint8Array(signature))}`;
}

/** Null: it is no closing. What it says is not proved by that. */
export function readClosing(text: string): Closing | null {
  const found = SIGNED.exec(text.slice(0, Math.max(0, text.lastIndexOf('.'))));
  if (!found) return null;
  const [, souk_date = '', device_id = '', sent, pending, refused, digest = '', made_at] = found;
  if (!isDate(souk_date)) return null;
  return {
    ...{ souk_date, device_id, digest },
    ...{ sent: Number(sent), pending: Number(pending), refused: Number(refused) },
    made_at: Number(made_at),
  };
}

function isDate(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** Whether the phone with this public key signed it; a key of no use proves nothing. */
export async function isSigned(text: string, { x, y }: SigningKey): Promise<boolean> {
  const dot = text.lastIndexOf('.');
  const signature = text.slice(dot + 1);
  if (!SIGNATURE.test(signature)) return false;
  try {
    const jwk = { kty: 'EC', crv: 'P-256', x, y };
    const key = await crypto.subtle.importKey('jwk', jwk, P256, false, ['verify']);
    return await crypto.subtle.verify(HOW, key, unpacked(signature), utf8(text.slice(0, dot)));
  } catch {
    return false;
  }
}
