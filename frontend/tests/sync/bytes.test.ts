import { beforeEach, expect, test } from 'vitest';
import { save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { joined, type Phone } from './phone';

/** What a full batch of marks weighs as it leaves the phone; with its answer it is 95 B a mark. */

const BATCH = 100;
const BODY_BYTES_PER_MARK = 70;
const SEED = 20_261_127;

let phone: Phone;
let bodies: number[];
beforeEach(async () => {
  const server = new FakeServer();
  phone = await joined(server);
  bodies = [];
  const own = server.answer.bind(server);
  server.answer = (path, init) => {
    const before = server.manifests.length;
    const answer = own(path, init);
    if (server.manifests.length > before) bodies.push((init.body as unknown as Uint8Array).length);
    return answer;
  };
});

test('a batch of 100 marks leaves the phone in at most 70 B a mark', async () => {
  const chance = seeded(SEED);
  phone.world.newId = () => randomId(chance);
  for (let n = 0; n < BATCH; n++) {
    phone.world.time += 4_000 + Math.floor(chance() * 9_000);
    const status = chance() < 0.8 ? 'present' : 'absent';
    const body = { stall_id: randomId(chance), status };
    await save(phone.store, [{ kind: 'presence', body, souk_date: '2026-11-20' }]);
  }
  await phone.sync();
  expect(bodies).toHaveLength(1);
  expect((bodies[0] ?? 0) / BATCH).toBeLessThanOrEqual(BODY_BYTES_PER_MARK);
});

function randomId(chance: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', () =>
    Math.floor(chance() * 16).toString(16),
  );
}

/** A small generator (mulberry32), so that the figure is the same at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
