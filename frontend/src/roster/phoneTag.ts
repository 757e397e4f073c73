/**
 * A 20-bit keyed tag of a phone number, to warn of a duplicate without carrying numbers. The server
 * has the same, and its limits, in `backend/rahba/catalog/phone_tag.py`.
 */

import { western } from './badges.ts';

const TAG_BITS = 20;

/** `06 12 34 56 78` → `+212612345678` (E.164); null for what is not a Moroccan number. */
export function normalisePhone(text: string): string | null {
  const plain = western(text).replace(/[\s\-.()/]+/g, '');
  const national = plain.match(/^(?:\+212|00212|0)([5-7]\d{8})$/)?.[1];
  return national ? `+212${national}` : null;
}

/** The first 20 bits of HMAC-SHA-256 over the number's characters; `keyHex` is the market's. */
export async function phoneTag(keyHex: string, e164: string): Promise<number> {
  const bytes = Uint8Array.from(keyHex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(e164));
  return new DataView(digest).getUint32(0) >>> (32 - TAG_BITS);
}
