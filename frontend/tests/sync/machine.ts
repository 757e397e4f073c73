import fc from 'fast-check';
import { DAY_MS } from '../../src/constants';
import { cancel, fix, save } from '../../src/store/save';
import { failAtPut } from './disk';
import { FakeServer } from './fake-server';
import { type Fault, joined, type Phone } from './phone';
import { Witness } from './witness';

/** A phone with two tabs, driven at random; after each step the witness checks what must hold. */

const FAULTS: readonly Fault[] = [
  ...['none', 'lose_request', 'lose_answer', 'cut', 'html', 'error'],
  ...['busy', 'too_large', 'twice', 'stall', 'late'],
] as Fault[];
const DATE = '2026-11-20';
const ENTRIES = [0, 1, 2].map((n) => `10000000-0000-4000-8000-00000000000${n}`);

export type Step =
  | { do: 'save'; tab: number; entry: number; bad: boolean; n: number }
  | { do: 'cancel'; tab: number; entry: number }
  | { do: 'fix'; tab: number; entry: number; n: number }
  | { do: 'sync'; tab: number; faults: Fault[] }
  | { do: 'sync_both'; faults: Fault[] }
  | { do: 'hear'; tab: number }
  | { do: 'kill'; tab: number }
  /** The disk fails at one of the next writes, in the middle of it. */
  | { do: 'fail'; put: number }
  | { do: 'deliver_late' }
  /** The day is over: what was sent is sealed at the next exchange (VA11). */
  | { do: 'night' }
  | { do: 'return'; entry: number }
  | { do: 'approve'; entry: number }
  | { do: 'discard'; entry: number }
  | { do: 'backup' }
  | { do: 'restore' };

const entry = fc.nat({ max: ENTRIES.length - 1 });
const tab = fc.nat({ max: 1 });
const n = fc.nat({ max: 99 });
const faults = fc.array(fc.constantFrom(...FAULTS), { maxLength: 4 });

function weighed<D extends Step['do']>(
  weight: number,
  what: D,
  fields: { [K in Exclude<keyof Extract<Step, { do: D }>, 'do'>]: fc.Arbitrary<unknown> },
) {
  const arbitrary = fc.record({ do: fc.constant(what), ...fields });
  return { weight, arbitrary: arbitrary as unknown as fc.Arbitrary<Step> };
}

const step = fc.oneof(
  weighed(6, 'save', { tab, entry, n, bad: fc.boolean() }),
  weighed(1, 'cancel', { tab, entry }),
  weighed(2, 'fix', { tab, entry, n }),
  weighed(5, 'sync', { tab, faults }),
  weighed(1, 'sync_both', { faults }),
  weighed(1, 'hear', { tab }),
  weighed(1, 'kill', { tab }),
  weighed(1, 'fail', { put: fc.integer({ min: 1, max: 4 }) }),
  weighed(1, 'deliver_late', {}),
  weighed(1, 'night', {}),
  weighed(1, 'return', { entry }),
  weighed(1, 'approve', { entry }),
  weighed(1, 'discard', { entry }),
  weighed(1, 'backup', {}),
  weighed(1, 'restore', {}),
);

export const STEPS = fc.array(step, { maxLength: 30, size: 'max' });

/** Plays the steps, then lets the faults end. Rejects with the invariant that broke. */
export async function play(steps: readonly Step[]): Promise<void> {
  const server = new FakeServer();
  const first = await joined(server);
  const tabs = [first, await first.anotherTab()] as const;
  const witness = await Witness.of(server, tabs);
  let backup = server.backup();
  for (const now of steps) {
    if (now.do === 'backup') backup = server.backup();
    else if (now.do === 'restore') server.restore(backup);
    else await act(server, tabs, now);
    await witness.check();
  }
  failAtPut(0);
  await witness.settleDown();
}

type Tabs = readonly [Phone, Phone];

async function act(
  server: FakeServer,
  tabs: Tabs,
  now: Exclude<Step, { do: 'backup' | 'restore' }>,
): Promise<void> {
  const { world } = tabs[0];
  if ('faults' in now) world.faults = [...now.faults];
  if (now.do === 'fail') failAtPut(now.put);
  else if (now.do === 'deliver_late') world.deliverLate();
  else if (now.do === 'night') world.time += DAY_MS;
  else if (now.do === 'sync_both') await Promise.all(tabs.map((each) => each.sync()));
  else if (now.do === 'discard') discard(server, now.entry);
  else if (now.do === 'return') decide(server, 'returned', now.entry);
  else if (now.do === 'approve') decide(server, 'approved', now.entry);
  else {
    const phone = tabs[now.tab] as Phone;
    if (now.do === 'sync') await phone.sync();
    else if (now.do === 'kill') await phone.restart();
    else if (now.do === 'hear') await phone.store.refresh();
    else await write(phone, now).catch(tolerate);
  }
  world.faults = [];
}

/** What a coach does at a desk whose network works. */
function decide(server: FakeServer, state: 'returned' | 'approved', entry: number): void {
  const entry_id = ENTRIES[entry] as string;
  if (server.state.entries.get(entry_id)?.state !== 'received') return;
  server.decide(entry_id, state, undefined);
}

function discard(server: FakeServer, entry: number): void {
  const [refused] = server.refusedOf(ENTRIES[entry] as string);
  if (refused) server.settle({ op_id: refused, outcome: 'discarded', reason: 'no' });
}

async function write(
  { store }: Phone,
  now: Extract<Step, { do: 'save' | 'cancel' | 'fix' }>,
): Promise<void> {
  const entry_id = ENTRIES[now.entry] as string;
  const there = store.held.has(entry_id);
  if (now.do === 'cancel') {
    if (there) await cancel(store, entry_id);
  } else if (now.do === 'fix') {
    const refused = store.held.get(entry_id)?.ops.some((op) => op.status === 'refused');
    if (refused) await fix(store, entry_id, { n: now.n });
  } else {
    const body = { n: now.n, bad: now.bad };
    const kind = now.entry === 0 ? 'presence' : 'survey';
    await save(store, [{ entry_id, kind, body, souk_date: DATE }]);
  }
}

/** What a screen would say; nothing that was saved before suffers. */
function tolerate(error: unknown): void {
  const { code } = error as { code?: string };
  if (code !== 'cancelled' && code !== 'store_closed') throw error;
}
