import type { CarriedCode } from '../api/types';
import { joined, packed, unpacked, utf8 } from './vault';

/**
 * Whether a typed day code is the right one, and the proof of it for the server (DC2). Pure: WebCrypto
 * and nothing else. The server's half is `backend/rahba/access/day_codes.py`; vectors in
 * `tests/vectors/day_code.json`.
 */

type Bytes = Uint8Array<ArrayBuffer>;

export const DAY_CODE_DIGITS = 8;

/** What the code is stretched to; null: it is another code. Slow on purpose. */
export async function bitsOf(
  { rounds, salt, check }: CarriedCode,
  code: string,
): Promise<Bytes | null> {
  const base = await crypto.subtle.importKey('raw', utf8(code), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: unpacked(salt), iterations: rounds };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, base, 256));
  const digest = await crypto.subtle.digest('SHA-256', joined(utf8('rahba day code'), bits));
  return packed(new Uint8Array(digest)) === check ? bits : null;
}

/** @param said a line each, in the order that the server knows */
export async function proofWith(bits: Bytes, said: readonly string[]): Promise<string> {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bits, how, false, ['sign']);
  const text = utf8(['rahba newcomer', ...said].join('\n'));
  return packed(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)));
}

/** `٤٨٢٧ 1936` was made Western by its field; here it loses what is no digit. */
export function dayCodeIn(typed: string): string {
  return typed.replace(/\D/g, '');
}
