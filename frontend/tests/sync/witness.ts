import { deepStrictEqual } from 'node:assert';
import { thaw } from '../../src/entries/op';
import type { OpRecord } from '../../src/entries/record';
import { type FakeServer, TAKEN } from './fake-server';
import { textIn } from './opening';
import type { Phone } from './phone';

/** What must hold after each step, with the id of the invariant in the message (SPEC I, PH). */

const ROUNDS = 4;

export class Witness {
  readonly #server: FakeServer;
  readonly #tabs: readonly Phone[];
  /** Reads the disk afresh: what a tab that opens now would see. */
  readonly #reader: Phone;
  /** Every op whose "saved" was shown, as it was frozen. */
  readonly #saved = new Map<string, string>();
  /** The first outcome of each op in this life of the server. */
  readonly #outcomes = new Map<string, string>();
  #epoch = '';

  private constructor(server: FakeServer, tabs: readonly Phone[], reader: Phone) {
    this.#server = server;
    this.#tabs = tabs;
    this.#reader = reader;
  }

  static async of(server: FakeServer, tabs: readonly [Phone, ...Phone[]]): Promise<Witness> {
    const { world } = tabs[0];
    world.onPush = (texts) => checkPush(tabs, texts);
    return new Witness(server, tabs, await tabs[0].anotherTab());
  }

  async check(): Promise<void> {
    await this.#reader.store.reload();
    const rows = await this.#reader.store.allOps();
    const ops = rows.map((op) => ({ ...op, text: textIn(op.text) }));
    this.#checkWhole();
    this.#checkFrozen(ops);
    this.#checkNothingLost(ops);
    this.#checkServer();
    this.#checkSettled(ops);
    this.#checkMemory();
  }

  /** Without faults all of it arrives, or waits for a person (I13). */
  async settleDown(): Promise<void> {
    const [first] = this.#tabs as [Phone];
    first.world.deliverLate();
    await first.store.refresh();
    for (let round = 0; round < ROUNDS; round++) {
      const ended = await first.sync();
      must(ended.ok, `I13: an exchange without faults ended with ${ended.code}`);
      await this.check();
    }
    const waiting = first.store.live();
    const refused = new Set(
      waiting.filter((op) => op.status === 'refused').map((op) => op.entry_id),
    );
    for (const op of waiting) {
      must(!op.todo || refused.has(op.entry_id), `I13: ${op.op_id} waits for nobody`);
    }
    for (const entry_id of first.store.held.keys()) {
      if (!refused.has(entry_id)) this.#checkAgreed(first, entry_id);
    }
  }

  /** An entry that nothing is sent for, and nobody has answered, was half written (PH1). */
  #checkWhole(): void {
    for (const { entry, ops } of this.#reader.store.held.values()) {
      const told = entry.server ?? entry.withdrawn ?? entry.discarded ?? null;
      must(ops.length > 0 || told !== null, `PH1: ${entry.entry_id} stands without its op`);
    }
  }

  #checkFrozen(ops: readonly OpRecord[]): void {
    for (const { op_id, text } of ops) {
      const before = this.#saved.get(op_id);
      must(before === undefined || before === text, `PH3, I6: ${op_id} was changed once frozen`);
      this.#saved.set(op_id, text);
    }
  }

  #checkNothingLost(ops: readonly OpRecord[]): void {
    const here = new Map(ops.map((op) => [op.op_id, op.text]));
    for (const [op_id, text] of this.#saved) {
      const there = this.#server.state.receipts.get(op_id)?.text;
      must(here.get(op_id) === text || there === text, `I1: ${op_id} is nowhere any more`);
    }
  }

  #checkServer(): void {
    const { effects, receipts } = this.#server.state;
    must(new Set(effects).size === effects.length, 'I3: an op took effect twice');
    if (this.#epoch !== this.#server.epoch) this.#outcomes.clear();
    this.#epoch = this.#server.epoch;
    for (const [op_id, { result }] of receipts) {
      const first = this.#outcomes.get(op_id) ?? result.code;
      must(first === result.code, `I4: the first outcome of ${op_id} changed`);
      this.#outcomes.set(op_id, first);
    }
  }

  /** The phone believes of each op what the server it last spoke with has said by name. */
  #checkSettled(ops: readonly OpRecord[]): void {
    if (this.#reader.store.meta.epoch !== this.#server.epoch) return;
    for (const { op_id, status, refusal } of ops) {
      const said = this.#server.state.receipts.get(op_id)?.result.code;
      const taken = said !== undefined && TAKEN.has(said);
      if (status === 'applied') must(taken, `PH2: ${op_id} is not there, but "sent"`);
      if (status !== 'refused' || refusal?.code === 'refused_by_server') continue;
      must(!taken, `I5: ${op_id} was taken, but is shown as refused`);
    }
  }

  /** What a tab shows of a write that it has seen is what lies on the disk (PH1). */
  #checkMemory(): void {
    const disk = this.#reader.store.held;
    for (const { store } of this.#tabs) {
      for (const [entry_id, kept] of store.held) {
        const there = disk.get(entry_id);
        if (there?.stamp === kept.stamp) deepStrictEqual(kept, there, `PH1: ${entry_id}`);
      }
    }
  }

  #checkAgreed(phone: Phone, entry_id: string): void {
    const { rev, body, state, refusal, bodiless } = phone.entry(entry_id);
    const there = this.#server.state.entries.get(entry_id);
    // Taken back, or not taken by the coach, before the server ever had it: there is nothing there.
    if (rev === 0) {
      must(
        there === undefined && state !== 'received',
        `I13: ${entry_id} is only said to be there`,
      );
      return;
    }
    const stands = there?.proposed_rev ? 'proposed' : there?.state;
    must(rev === there?.rev && state === stands, `I13: ${entry_id} is another one there`);
    // What is cancelled keeps its last body there; a change that the coach did not take is shown as that.
    if (state === 'received' && !refusal && !bodiless)
      deepStrictEqual(body, there?.body, `I7: the body of ${entry_id}`);
  }
}

/** Behind a refusal that a person must see nothing is sent, but what stands in for it (PH4). */
function checkPush(tabs: readonly Phone[], texts: readonly string[]): void {
  const sent = texts.map((text) => thaw(text));
  const sender = tabs.find(({ store }) => sent.every((op) => store.inFlight.has(op.op_id)));
  for (const op of sent) {
    const live = sender?.store.held.get(op.entry_id)?.ops ?? [];
    const shown = live.filter((other) => other.status === 'refused' && !other.todo);
    must(shown.length === 0, `PH4: ${op.op_id} went before a refusal was settled`);
  }
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
