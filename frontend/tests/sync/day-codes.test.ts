import { beforeEach, expect, test, vi } from 'vitest';
import type { CarriedCode, Snapshot } from '../../src/api/types';
import { takeSnapshot } from '../../src/sync/pulled';
import { FakeServer, json, problem, snapshotOf } from './fake-server';
import { joined, type Phone } from './phone';

/** The codes of the coming souk days, on a phone (DC2). The fake world begins on 20 November 2026. */

const [TODAY, NEXT, LATER] = ['2026-11-20', '2026-11-27', '2026-12-04'] as const;

/** A server that knows of day codes, and of a souk each Friday. */
class Server extends FakeServer {
  coach = false;
  old = false;

  override answer(path: string, init: RequestInit & { body?: unknown }): Response {
    const answer = super.answer(path, init);
    if (path !== '/sync/day-codes') return answer;
    if (this.old) return problem(404, 'not_found');
    return json({ codes: [TODAY, NEXT, LATER].map((day) => this.#carried(day)) });
  }

  #carried(souk_date: string): CarriedCode {
    const bare = { souk_date, rounds: 10, salt: 'AA', check: 'AA' };
    return { ...bare, code: this.coach ? '48271936' : null };
  }
}

let server: Server;
let phone: Phone;
beforeEach(async () => {
  server = new Server();
  phone = await joined(server);
  const days = ['2026-11-13', TODAY, NEXT, LATER].map((date) => ({
    ...{ id: date, date, status: 'planned' as const, opens: null, closes: null, closed: false },
  }));
  const souk_days = days as unknown as Snapshot['souk_days'];
  await takeSnapshot(phone.store, JSON.stringify({ ...snapshotOf(server.epoch), souk_days }));
  server.asked.length = 0;
});

/** Until the codes are there too: nobody waits for them, but the test. */
async function synced(): Promise<void> {
  await phone.sync();
  await vi.waitFor(() => expect(carried()).toHaveLength(3));
}
const asked = () => server.asked.filter((what) => what === 'GET /sync/day-codes').length;
const carried = () => phone.store.meta.day_codes.map(({ souk_date }) => souk_date);

test('DC2: a server without day codes stops nothing', async () => {
  server.old = true;
  expect((await phone.sync()).ok).toBe(true);
  expect(carried()).toEqual([]);
});

test('DC2: the codes come with an exchange, and are not asked for again while they reach ahead', async () => {
  await synced();
  await synced();
  expect(carried()).toEqual([TODAY, NEXT, LATER]);
  expect(asked()).toBe(1);
});

test('DC1: somebody who became a coach gets the codes themselves', async () => {
  await synced();
  server.coach = true;
  const person = { id: 'p', name_ar: 'هاجر', name_latin: 'Hajar' };
  server.teamPhones = [{ device_id: 'd', person, key: { x: '', y: '' } }];
  await phone.sync();
  const codes = () => phone.store.meta.day_codes.map(({ code }) => code);
  await vi.waitFor(() => expect(codes()).toEqual(Array(3).fill('48271936')));
});

test('RV2: a phone that was signed out keeps no code', async () => {
  await synced();
  server.revoked = true;
  await phone.sync();
  expect(carried()).toEqual([]);
});
