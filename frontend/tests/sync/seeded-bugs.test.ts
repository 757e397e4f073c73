import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PushAnswer } from '../../src/api/types';
import { freeze, thaw } from '../../src/entries/op';
import type { PersonStore } from '../../src/store/person-store';
import type { EntryInput } from '../../src/store/save';
import type { Pushing } from '../../src/sync/push';
import type { Ask } from '../../src/sync/transport';

/**
 * The simulation is itself tested: without one of the phone's defences it must fail. Each bug is laid
 * over the real module from here; the product has no switch.
 */

const RUNS = { numRuns: 300, seed: 1127, endOnFailure: true };

vi.setConfig({ testTimeout: 60_000 });

let laid = '';

afterEach(() => {
  vi.doUnmock(laid);
  vi.resetModules();
});

type Module = Record<string, unknown>;
/** Lays `bug` over what the module exports; it gets what it stands in for. */
function lay<M extends Module>(path: string, bug: (real: M) => Partial<M>): void {
  laid = path;
  vi.resetModules();
  vi.doMock(path, async (importOriginal) => {
    const real = (await importOriginal()) as M;
    return { ...real, ...bug(real) };
  });
}

async function found(): Promise<string> {
  const { play, STEPS } = await import('./machine');
  const ended = await fc.check(fc.asyncProperty(STEPS, play), RUNS);
  return String(ended.errorInstance);
}

describe('the simulation finds a phone that', () => {
  test('PH2: takes any answer for an acknowledgement', async () => {
    lay<typeof import('../../src/sync/transport')>('../../src/sync/transport', ({ ask }) => ({
      async ask(world, request) {
        const reply = await ask(world, request);
        const trusted = reply.kind === 'unknown' && reply.why === 'not_ours';
        return trusted && request.path === '/sync/push' ? taken(request) : reply;
      },
    }));
    expect(await found()).toMatch(/PH2|I13/);
  });

  test('PH3: merges an edit into the op that waits', async () => {
    lay<typeof import('../../src/store/save')>('../../src/store/save', ({ save }) => ({
      async save(store, inputs) {
        const [input] = inputs as [EntryInput];
        return (await merged(store, input)) ? [input.entry_id ?? ''] : save(store, inputs);
      },
    }));
    expect(await found()).toMatch(/PH3|I6/);
  });

  test('PH1: writes an entry and its op in two transactions', async () => {
    lay<typeof import('../../src/store/commit')>('../../src/store/commit', ({ commit }) => ({
      async commit(db, codec, writes) {
        const { ops = [], ...rest } = writes;
        await commit(db, codec, rest);
        return commit(db, codec, { ops });
      },
    }));
    expect(await found()).toMatch(/PH1|I1|I7/);
  });

  test('PH12: drops what it sent before it knows what became of it', async () => {
    lay<typeof import('../../src/sync/push')>('../../src/sync/push', ({ push }) => ({
      async push(pushing) {
        const outcome = await push(pushing);
        if (outcome.kind === 'later') await forget(pushing);
        return outcome;
      },
    }));
    expect(await found()).toMatch(/I1/);
  });

  test('L5: does not push again into a new epoch', async () => {
    lay<typeof import('../../src/outbox/worksheet')>('../../src/outbox/worksheet', () => ({
      followEpoch: async () => false,
    }));
    expect(await found()).toMatch(/PH2|I13/);
  });

  test('VA11: throws away what it should keep sealed for the server', async () => {
    lay<typeof import('../../src/outbox/seal-sent')>('../../src/outbox/seal-sent', () => ({
      sealSent: (store) =>
        store.change(async () => {
          const sent = (await store.allOps()).filter(({ status }) => status === 'applied');
          return [{ dropOps: sent.map(({ seq }) => seq) }, undefined] as const;
        }),
    }));
    expect(await found()).toMatch(/I1:|I13|I15/);
  });
});

function taken({ send }: Ask) {
  const { epoch, ops } = send as { epoch: string; ops: readonly string[] };
  const results = ops.map((text) => {
    const { op_id, base_rev } = thaw(text);
    return { op_id, code: 'applied', rev: base_rev + 1 };
  });
  const body: Partial<PushAnswer> = { epoch, server_time: '2026-11-20T08:00:00Z', results };
  return { kind: 'json', body: { ...body, min_app: '0.1.0' }, midpoint: 0 } as const;
}

/** @returns whether there was an op that waited */
function merged(store: PersonStore, { entry_id = '', body }: EntryInput): Promise<boolean> {
  return store.change(async () => {
    const kept = store.held.get(entry_id);
    const last = kept?.ops.slice(-1)[0];
    if (!kept || last?.status !== 'pending' || last.type === 'cancel')
      return [null, false] as const;
    const text = freeze({ ...thaw(last.text), body });
    const entries = [{ entry: { ...kept.entry, body }, stamp: kept.stamp }];
    return [{ entries, ops: [{ ...last, text }] }, true] as const;
  });
}

function forget({ store }: Pushing): Promise<void> {
  return store.change(async () => {
    const sent = store.live().filter((op) => op.todo);
    const ids = new Set(sent.map((op) => op.entry_id));
    const erase = [...ids].map((entry_id) => ({
      entry_id,
      stamp: store.held.get(entry_id)?.stamp ?? 0,
    }));
    return [{ erase, dropOps: sent.map((op) => op.seq) }, undefined] as const;
  });
}
