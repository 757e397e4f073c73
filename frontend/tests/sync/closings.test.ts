import { beforeEach, describe, expect, test } from 'vitest';
import vectors from '../../../tests/vectors/closing.json' with { type: 'json' };
import type { TeamPhone } from '../../src/api/types';
import { writeFact } from '../../src/store/facts';
import { save } from '../../src/store/save';
import { type Closing, isSigned, readClosing, signClosing } from '../../src/sync/closing';
import { collect, ownClosing } from '../../src/sync/closings';
import { digestOfOps } from '../../src/sync/custody';
import { FakeServer, json, unpacked } from './fake-server';
import { IDENTITY, joined, type Phone } from './phone';

/** Custody without a network: what a phone signs, and what the coach's phone takes (SPEC QR). */

const DAY = '2026-11-20';
const MINUTE_MS = 60_000;
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** A server of which a phone may be a coach's. */
class Server extends FakeServer {
  readonly closings: string[] = [];

  override answer(path: string, init: RequestInit & { body?: unknown }): Response {
    if (path !== '/sync/closings') return super.answer(path, init);
    const brought: string[] = unpacked(init).closings;
    this.closings.push(...brought);
    return json({ codes: brought.map(() => 'taken') });
  }
}

function newPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
}

async function phoneOf(device_id: string, pair: CryptoKeyPair): Promise<TeamPhone> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const person = { id: `person of ${device_id}`, name_ar: 'هاجر', name_latin: 'Hajar' };
  return { device_id, person, key: { x, y } };
}

describe('the line of text', () => {
  test.each(vectors.hostile)('QR2: %j is no closing', (text) => {
    expect(readClosing(text)).toBeNull();
  });

  test.each(vectors.forged)('QR2: %s is a forgery', async (text) => {
    expect(readClosing(text)).not.toBeNull();
    expect(await isSigned(text, vectors.key)).toBe(false);
  });

  test('QR2: a key of no use proves nothing', async () => {
    expect(await isSigned(vectors.text, { x: '', y: '' })).toBe(false);
    expect(await isSigned(vectors.text, { x: 'A'.repeat(43), y: 'A'.repeat(43) })).toBe(false);
  });

  test('QR2: phone and server read the same in a signed closing', async () => {
    expect(readClosing(vectors.text)).toEqual(vectors.says);
    expect(await isSigned(vectors.text, vectors.key)).toBe(true);
  });
});

describe("an animator's phone", () => {
  let phone: Phone;
  let pair: CryptoKeyPair;
  const mark = (body = {}) =>
    save(phone.store, [{ kind: 'presence', body: { stall_id: 's', ...body }, souk_date: DAY }]);
  beforeEach(async () => {
    phone = await joined(new FakeServer());
    pair = await newPair();
  });

  test('QR1: without a key that it joined with, there is no code', async () => {
    expect(await ownClosing(phone.store, DAY)).toBeNull();
  });

  test('QR1: says what was sent, what waits and what is to be fixed, of that day alone', async () => {
    await writeFact('device_key', pair);
    const [sent] = await mark();
    const [refused] = await mark({ bad: true });
    await phone.sync();
    await mark();
    await save(phone.store, [{ kind: 'presence', body: {}, souk_date: '2026-11-13' }]);
    const text = (await ownClosing(phone.store, DAY)) ?? '';
    const { key } = await phoneOf(IDENTITY.device_id, pair);
    expect(await isSigned(text, key)).toBe(true);
    expect(readClosing(text)).toEqual({
      souk_date: DAY,
      device_id: IDENTITY.device_id,
      sent: 1,
      pending: 1,
      refused: 1,
      digest: await digestOfOps([sent as string, refused as string]),
      made_at: phone.world.time / 1000,
    });
  });

  test('QR1: a clock that was set back makes no code from before the last word of the server', async () => {
    await writeFact('device_key', pair);
    const heard = phone.world.time;
    phone.world.time -= 400 * 24 * 60 * MINUTE_MS;
    const text = (await ownClosing(phone.store, DAY)) ?? '';
    expect(readClosing(text)?.made_at).toBe(heard / 1000);
  });
});

describe("the coach's phone", () => {
  const DEVICE = '00000000-0000-4000-8000-0000000000d7';
  let server: Server;
  let coach: Phone;
  let theirs: CryptoKeyPair;
  beforeEach(async () => {
    theirs = await newPair();
    server = new Server();
    server.teamPhones = [await phoneOf(DEVICE, theirs)];
    coach = await joined(server);
  });

  const closing = (changed: Partial<Closing> = {}, pair = theirs) =>
    signClosing(
      {
        ...{ souk_date: DAY, device_id: DEVICE, sent: 412, pending: 3, refused: 1 },
        ...{ digest: 'bb98e0fb13606155', made_at: coach.world.time / 1000, ...changed },
      },
      pair.privateKey,
    );
  const scan = async (text: string | Promise<string>) =>
    (await collect(coach.store, await text, DAY)).is;
  const later = (ms: number) => ({ made_at: (coach.world.time + ms) / 1000 });

  test('QR3: refuses what is no closing, a stranger, a forgery, another day, an old one', async () => {
    const stranger = '00000000-0000-4000-8000-0000000000d8';
    expect(await scan('K-0457-3')).toBe('no_closing');
    expect(await scan(closing({ device_id: stranger }))).toBe('unknown_phone');
    expect(await scan(closing({}, await newPair()))).toBe('forged');
    expect(await scan(closing({ souk_date: '2026-11-13' }))).toBe('other_day');
    expect(await scan(closing(later(-31 * MINUTE_MS)))).toBe('stale');
    expect(await scan(closing(later(31 * MINUTE_MS)))).toBe('stale');
    expect(coach.store.meta.closings).toEqual([]);
  });

  test('QR3: says that it has one already, and takes a newer one in its place', async () => {
    const first = await closing();
    expect(await scan(first)).toBe('taken');
    expect(await scan(`  ${first}\n`)).toBe('again');
    expect(await scan(closing(later(MINUTE_MS)))).toBe('taken');
    expect(await scan(first)).toBe('again');
    expect(coach.store.meta.closings).toHaveLength(1);
  });

  test('QR4: keeps them when the browser is killed, and sends them with the next exchange', async () => {
    const text = await closing();
    await scan(text);
    await coach.restart();
    coach.world.faults = ['lose_request'];
    await coach.sync();
    expect(server.closings).toEqual([]);
    await coach.sync();
    expect(server.closings).toEqual([text]);
    expect(coach.store.meta.closings[0]?.code).toBe('taken');
    await coach.sync();
    expect(server.closings).toEqual([text]);
  });

  test('QR4: after a lost answer the same ones go again', async () => {
    const text = await closing();
    await scan(text);
    coach.world.faults = ['none', 'lose_answer'];
    await coach.sync();
    expect(coach.store.meta.closings[0]?.code).toBeNull();
    await coach.sync();
    expect(server.closings).toEqual([text, text]);
    expect(coach.store.meta.closings[0]?.code).toBe('taken');
  });

  test('QR4: those that wait keep the timer, so that nobody has to press', async () => {
    await scan(closing());
    coach.world.faults = ['lose_request'];
    await coach.sync();
    expect(coach.world.timers).toHaveLength(1);
  });

  test('QR3: whoever is coach no more carries no keys, and what was collected still waits', async () => {
    await scan(closing());
    server.teamPhones = [];
    await coach.sync();
    expect(coach.store.meta.team_phones).toEqual([]);
    expect(coach.store.meta.closings).toHaveLength(1);
  });
});
