import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thaw } from '../../src/entries/op';
import { cancel, fix, save } from '../../src/store/save';
import { FakeServer } from './fake-server';
import { type Fault, joined, type Phone } from './phone';

const FAULTS: readonly Fault[] = ['none', 'lose_request', 'lose_answer', 'html', 'busy', 'twice'];
const DATE = '2026-11-20';
const ENTRIES = ['e1', 'e2', 'e3'].map((name, i) => ({
  name,
  entry_id: `10000000-0000-4000-8000-00000000000${i}`,
}));

type Step =
  | { do: 'save'; entry: number; bad: boolean; n: number }
  | { do: 'cancel'; entry: number }
  | { do: 'fix'; entry: number; n: number }
  | { do: 'sync'; faults: Fault[] }
  | { do: 'kill' }
  | { do: 'backup' }
  | { do: 'restore' };

const entry = fc.nat({ max: ENTRIES.length - 1 });
const n = fc.nat({ max: 99 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('save' as const), entry, n, bad: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), entry }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fix' as const), entry, n }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'backup' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
);

/** Drives a phone through the steps; `check` runs after each. */
async function play(
  steps: readonly Step[],
  check: (phone: Phone, server: FakeServer, saved: Set<string>) => Promise<void>,
) {
  const server = new FakeServer();
  const phone = await joined(server);
  const saved = new Set<string>();
  let backup = server.backup();
  for (const now of steps) {
    if (now.do === 'backup') backup = server.backup();
    else if (now.do === 'restore') server.restore(backup);
    else await act(phone, now);
    for (const op of await phone.store.allOps()) saved.add(op.text);
    await check(phone, server, saved);
  }
  return { phone, server, saved };
}

async function act(phone: Phone, now: Exclude<Step, { do: 'backup' | 'restore' }>): Promise<void> {
  if (now.do === 'kill') return phone.restart();
  if (now.do === 'sync') {
    phone.world.faults = [...now.faults];
    await phone.sync();
    return;
  }
  const { entry_id } = ENTRIES[now.entry] as (typeof ENTRIES)[number];
  const there = phone.store.held.has(entry_id);
  const gone = there && phone.entry(entry_id).state === 'cancelled';
  if (now.do === 'cancel') {
    if (there) await cancel(phone.store, entry_id);
  } else if (now.do === 'fix') {
    if (there && phone.entry(entry_id).refusal) await fix(phone.store, entry_id, { n: now.n });
  } else if (!gone) {
    const body = { n: now.n, bad: now.bad };
    await save(phone.store, [{ entry_id, kind: 'presence', body, souk_date: DATE }]).catch(
      (error: unknown) => {
        if ((error as { code?: string }).code !== 'cancelled') throw error;
      },
    );
  }
}

async function nothingLost(phone: Phone, server: FakeServer, saved: Set<string>) {
  const here = new Set((await phone.store.allOps()).map((op) => op.text));
  for (const text of saved) {
    const receipt = server.state.receipts.get(thaw(text).op_id);
    expect(here.has(text) || receipt?.text === text).toBe(true);
  }
}

async function oncePerOp(_: Phone, server: FakeServer) {
  expect(new Set(server.state.effects).size).toBe(server.state.effects.length);
}

async function memoryIsDisk(phone: Phone) {
  const inMemory = new Map(phone.store.held);
  await phone.store.reload();
  expect(phone.store.held).toEqual(inMemory);
}

const STEPS = fc.array(step, { maxLength: 25, size: 'max' });
/** Some hundred exchanges each; a machine that does other work too takes its time. */
const PATIENCE_MS = 60_000;
const RUNS = { numRuns: Number(process.env.RAHBA_RUNS ?? 60) };

describe('a phone whose requests and answers get lost, doubled or replaced', () => {
  test(
    'I1, L3: loses nothing that was shown as saved, to the byte',
    async () => {
      await fc.assert(
        fc.asyncProperty(STEPS, async (steps) => {
          await play(steps, nothingLost);
        }),
        RUNS,
      );
    },
    PATIENCE_MS,
  );

  test(
    'I3, F1: makes each change take effect once',
    async () => {
      await fc.assert(
        fc.asyncProperty(STEPS, async (steps) => {
          await play(steps, oncePerOp);
        }),
        RUNS,
      );
    },
    PATIENCE_MS,
  );

  test(
    'PH1: shows what is on its disk',
    async () => {
      await fc.assert(
        fc.asyncProperty(STEPS, async (steps) => {
          await play(steps, memoryIsDisk);
        }),
        RUNS,
      );
    },
    PATIENCE_MS,
  );

  test(
    'I13, L5, I15: empties its outbox once the faults are over, and server and phone agree',
    async () => {
      await fc.assert(
        fc.asyncProperty(STEPS, async (steps) => {
          const { phone, server } = await play(steps, async () => undefined);
          phone.world.faults = [];
          for (let round = 0; round < 3; round++) expect((await phone.sync()).ok).toBe(true);
          const refused = new Set(
            phone.store
              .live()
              .filter((op) => op.status === 'refused')
              .map((op) => op.entry_id),
          );
          // What waits, waits for a person: behind a refusal that is shown (PH4, I5).
          for (const op of phone.waiting()) expect(refused).toContain(op.entry_id);
          for (const entry_id of phone.store.held.keys()) {
            if (refused.has(entry_id)) continue;
            const { rev, body, state } = phone.entry(entry_id);
            const there = server.state.entries.get(entry_id);
            // Taken back before the server ever took it: there is nothing there.
            if (rev === 0) expect([state, there]).toEqual(['cancelled', undefined]);
            else expect({ rev, state }).toEqual({ rev: there?.rev, state: there?.state });
            // What is cancelled keeps its last body there, which a refused change never became.
            if (state === 'received') expect(body).toEqual(there?.body);
          }
        }),
        RUNS,
      );
    },
    PATIENCE_MS,
  );
});
