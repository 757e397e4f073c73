import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/vectors/recovery.json' with { type: 'json' };
import {
  isGuessable,
  messageKey,
  newStoreKey,
  newUnlockCode,
  type Purpose,
  sealTo,
  unlockCodeIn,
  unpacked,
  unwrapWith,
  utf8,
  wrapWith,
} from '../../src/store/vault';

/** The rounds of a phone would cost a second a try. */
const ROUNDS = 10;
const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const bytes = async (key: CryptoKey) =>
  Buffer.from(await crypto.subtle.exportKey('raw', key)).toString('hex');

/** What the server does in `recovery_key.py`. */
async function openSealed(purpose: Purpose, sealed: string): Promise<string> {
  const packed = unpacked(sealed);
  const [point, iv, rest] = [packed.slice(0, 65), packed.slice(65, 77), packed.slice(77)];
  const { x, y, d } = vectors;
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d };
  const own = await crypto.subtle.importKey('jwk', jwk, P256, false, ['deriveBits']);
  const theirs = await crypto.subtle.importKey('raw', point, P256, true, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const recipient = Uint8Array.of(4, ...unpacked(x), ...unpacked(y));
  const key = await messageKey(shared, Uint8Array.of(...point, ...recipient), purpose, ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, rest);
  return Buffer.from(plain).toString('hex');
}

describe('a key behind a secret', () => {
  test('VA2: a wrong PIN gives nothing', async () => {
    const wrap = await wrapWith(await newStoreKey(), '2580', ROUNDS);
    expect(await unwrapWith(wrap, '2581')).toBeNull();
  });

  test('VA2: the right one gives the key itself, and it never lies in the wrap', async () => {
    const key = await newStoreKey();
    const wrap = await wrapWith(key, '2580', ROUNDS);
    const again = await unwrapWith(wrap, '2580');
    expect(again && (await bytes(again))).toBe(await bytes(key));
    expect(Buffer.from(unpacked(wrap.wrapped)).toString('hex')).not.toContain(await bytes(key));
  });

  test('VA2: the same PIN never gives the same wrap', async () => {
    const key = await newStoreKey();
    const [one, two] = await Promise.all([wrapWith(key, '2580', 1), wrapWith(key, '2580', 1)]);
    expect(one.wrapped).not.toBe(two.wrapped);
    expect(one.salt).not.toBe(two.salt);
  });
});

describe('what is sealed to the server', () => {
  test.each(vectors.sealed)('VA5: $purpose is read alike in both languages', async (vector) => {
    expect(await openSealed(vector.purpose as Purpose, vector.sealed)).toBe(vector.plain);
  });

  test('VA5: sealed anew, it is read with the private key, and with no other purpose', async () => {
    const sealed = await sealTo(vectors, 'unlock-code', utf8('GH4K7PQM2R'));
    const plain = Buffer.from('GH4K7PQM2R').toString('hex');
    expect(await openSealed('unlock-code', sealed)).toBe(plain);
    await expect(openSealed('store-key', sealed)).rejects.toThrow();
    expect(await sealTo(vectors, 'unlock-code', utf8('GH4K7PQM2R'))).not.toBe(sealed);
  });
});

test('VA7: an unlock code has ten letters of invitations, and is read however it is typed', () => {
  const code = newUnlockCode();
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{10}$/);
  expect(unlockCodeIn(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toBe(code);
});

test.each(['0000', '1234', '654321', '777777'])('VA2: %s is what somebody tries first', (pin) => {
  expect(isGuessable(pin)).toBe(true);
});
test.each(['2580', '1235', '9081'])('VA2: %s is not', (pin) => {
  expect(isGuessable(pin)).toBe(false);
});
