/**
 * Keys of stores, and the ways in which one is wrapped (VA). Pure: WebCrypto and nothing else.
 *
 *   newStoreKey()                  a random AES-GCM-256 key, one per store
 *   wrapWith(key, secret)          behind a PIN or an unlock code; unwrapWith(wrap, secret) is the way back
 *   sealTo(recovery, purpose, …)   for the server alone; only its secret opens it
 *   newUnlockCode() · unlockCodeIn(typed) · isGuessable(pin)
 *
 * The server's half is `backend/rahba/access/recovery_key.py`; vectors in `tests/vectors/recovery.json`.
 */
import type { RecoveryKey } from '../api/types';
import { KDF_ROUNDS, UNLOCK_CODE_LENGTH } from '../constants';

const AES = { name: 'AES-GCM', length: 256 } as const;
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SALT_BYTES = 16;
export const IV_BYTES = 12;
const LETTERS_A_CALL = 8192;

/** Byte strings of a wrap are base64url without padding, as on the wire. */
export interface SecretWrap {
  readonly rounds: number;
  readonly salt: string;
  readonly iv: string;
  readonly wrapped: string;
}

/** What a sealed message is for; one cannot be passed off as another. */
export type Purpose = 'store-key' | 'unlock-code' | 'sent-ops';

/** Extractable, since it must be wrapped anew for another PIN; it never leaves but wrapped. */
export function newStoreKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
}

/** The key as the 32 bytes that are sealed for the server. */
export function bytesOf(key: CryptoKey): Promise<ArrayBuffer> {
  return crypto.subtle.exportKey('raw', key);
}

export async function wrapWith(
  key: CryptoKey,
  secret: string,
  rounds = KDF_ROUNDS,
): Promise<SecretWrap> {
  const salt = random(SALT_BYTES);
  const iv = random(IV_BYTES);
  const by = await stretched(secret, salt, rounds);
  const wrapped = await crypto.subtle.wrapKey('raw', key, by, { name: 'AES-GCM', iv });
  return { rounds, salt: packed(salt), iv: packed(iv), wrapped: packed(new Uint8Array(wrapped)) };
}

/** Null: it is another secret. */
export async function unwrapWith(wrap: SecretWrap, secret: string): Promise<CryptoKey | null> {
  const by = await stretched(secret, unpacked(wrap.salt), wrap.rounds);
  const how = { name: 'AES-GCM', iv: unpacked(wrap.iv) };
  try {
    const { wrapped } = wrap;
    return await crypto.subtle.unwrapKey('raw', unpacked(wrapped), by, how, AES, true, [
      'encrypt',
      'decrypt',
    ]);
  } catch {
    return null;
  }
}

/** Slow on purpose: each guess costs what a phone takes for one opening. */
async function stretched(secret: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const raw = utf8(secret);
  const base = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, base, AES, false, ['wrapKey', 'unwrapKey']);
}

/** ECIES: base64url of the message's own public key (65 bytes), IV, ciphertext with its tag. */
export async function sealTo(
  recovery: RecoveryKey,
  purpose: Purpose,
  plain: Bytes | ArrayBuffer,
): Promise<string> {
  const recipient = await publicKeyOf(recovery);
  const own = await crypto.subtle.generateKey(P256, false, ['deriveBits']);
  const point = await pointOf(own.publicKey);
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: recipient },
    own.privateKey,
    256,
  );
  const salt = joined(point, await pointOf(recipient));
  const key = await messageKey(shared, salt, purpose, ['encrypt']);
  const iv = random(IV_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  return packed(joined(point, iv, new Uint8Array(sealed)));
}

/** Bound to both public keys and to what the message is for. */
export async function messageKey(
  shared: ArrayBuffer,
  salt: Bytes,
  purpose: Purpose,
  uses: readonly KeyUsage[],
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`rahba ${purpose}`) };
  return crypto.subtle.deriveKey(how, base, AES, false, uses);
}

function publicKeyOf({ x, y }: RecoveryKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, P256, true, []);
}

async function pointOf(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

/** No I, O, 0 or 1: nobody confuses these letters in print or aloud (as those of invitations). */
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 50 random bits; the alphabet has 32 letters, so that no letter is likelier than another. */
export function newUnlockCode(): string {
  return Array.from(random(UNLOCK_CODE_LENGTH), (byte) => CODE_ALPHABET[byte % 32]).join('');
}

/** `gh4k7 pqm2r` → `GH4K7PQM2R`: case, spaces and dashes do not count. */
export function unlockCodeIn(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** One digit over and over, or a run: what somebody tries first. */
export function isGuessable(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  return [0, 1, -1].some((step) => steps.every((one) => one === step));
}

type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function packed(bytes: Bytes): string {
  let letters = '';
  // A call takes so many arguments and no more, and a long answer has more bytes.
  for (let at = 0; at < bytes.length; at += LETTERS_A_CALL) {
    letters += String.fromCharCode(...bytes.subarray(at, at + LETTERS_A_CALL));
  }
  const text = btoa(letters);
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function unpacked(text: string): Bytes {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
