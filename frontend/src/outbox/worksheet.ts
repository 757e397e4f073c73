import { withMedium } from '../entries/medium';
import { type EntryRecord, isLive, type OpRecord } from '../entries/record';
import type { Kept, PersonStore, Planned } from '../store/person-store';
import type { Settled } from './settle';

/** A working copy: several answers may name the same entry in one transaction. */
export class Worksheet {
  readonly #store: PersonStore;
  readonly #held = new Map<string, Kept>();
  /** With the stamps that they had. */
  readonly #erased = new Map<string, number>();
  readonly #ops = new Map<string, Omit<OpRecord, 'seq'> & { seq?: number }>();
  #entryOf: Map<string, string> | undefined;

  constructor(store: PersonStore) {
    this.#store = store;
  }

  get(entry_id: string): Kept | undefined {
    if (this.#erased.has(entry_id)) return undefined;
    return this.#held.get(entry_id) ?? this.#store.held.get(entry_id);
  }

  /** Whether it was worked on. */
  has(entry_id: string): boolean {
    return this.#held.has(entry_id) || this.#erased.has(entry_id);
  }

  put(kept: Kept): void {
    this.#held.set(kept.entry.entry_id, kept);
  }

  settle(kept: Kept, { entry, changed }: Settled): void {
    for (const op of changed) this.#ops.set(op.op_id, op);
    if (!entry) {
      this.#held.delete(kept.entry.entry_id);
      this.#erased.set(kept.entry.entry_id, kept.stamp);
      return;
    }
    const now = new Map(changed.map((op) => [op.op_id, op]));
    const ops = kept.ops.map((op) => now.get(op.op_id) ?? op).filter(isLive);
    this.put({ entry, ops, stamp: kept.stamp });
  }

  addOp(op: Omit<OpRecord, 'seq'>): void {
    this.#ops.set(op.op_id, op);
  }

  /** The op as it stands now, if it is live. */
  liveOp(op_id: string | null): OpRecord | undefined {
    this.#entryOf ??= new Map(this.#store.live().map((op) => [op.op_id, op.entry_id]));
    for (const [id, op] of this.#ops) this.#entryOf.set(id, op.entry_id);
    const kept = this.get(this.#entryOf.get(op_id ?? '') ?? '');
    return kept?.ops.find((op) => op.op_id === op_id);
  }

  writes(): Planned {
    return {
      entries: [...this.#held.values()].map(({ entry, stamp }) => ({ entry, stamp })),
      erase: [...this.#erased].map(([entry_id, stamp]) => ({ entry_id, stamp })),
      ops: [...this.#ops.values()],
    };
  }
}

/**
 * A server whose database was restored or begun anew gets everything again that this phone holds and
 * it once answered, refusals too (L5, I15). Answers whether `epoch` is a new one.
 */
export async function followEpoch(
  store: PersonStore,
  sheet: Worksheet,
  epoch: string,
): Promise<boolean> {
  if (store.meta.epoch === null || store.meta.epoch === epoch) return false;
  // Another tab may have had its changes settled and closed: the disk knows of all of them (PH9).
  await store.reload();
  if (store.meta.epoch === epoch) return false;
  for (const op of await store.allOps()) if (op.answered) putBack(sheet, op);
  for (const kept of store.held.values()) {
    const entry = doubted(kept);
    if (entry !== kept.entry && !sheet.has(entry.entry_id)) sheet.put({ ...kept, entry });
  }
  return true;
}

/** Of revisions that another phone brought the server may have lost any but the first. */
function doubted({ entry, ops }: Kept): EntryRecord {
  const { server, beside } = entry;
  if (ops.length > 0) return beside ? { ...entry, beside: null } : entry;
  if (!server || server.rev <= 1) return entry;
  return { ...entry, server: { ...server, rev: 1, proposed_rev: null }, beside: null };
}

/** An op that was answered is to be sent once more. */
export function putBack(sheet: Worksheet, op: OpRecord): void {
  const kept = sheet.get(op.entry_id);
  // What was taken back before it was ever there must not come to be there now.
  if (!kept || kept.entry.withdrawn) return;
  if (op.status === 'erased' || op.status === 'discarded') return;
  const again: OpRecord = {
    ...op,
    todo: true,
    status: op.status === 'applied' ? 'pending' : op.status,
  };
  const others = kept.ops.filter((other) => other.op_id !== op.op_id);
  const ops = [...others, again].sort((a, b) => a.seq - b.seq);
  sheet.settle({ ...kept, ops }, { entry: rewind(kept.entry, ops), changed: [again] });
}

/** What was known of revisions no longer holds; the chain of ops begins at its first base again. */
function rewind(entry: EntryRecord, ops: readonly OpRecord[]): EntryRecord {
  const base = Math.min(...ops.map((op) => op.base_rev));
  const server =
    entry.server && base > 0 ? { ...entry.server, rev: base, proposed_rev: null } : null;
  const { medium } = entry;
  const again = medium?.state === 'sent' ? ({ ...medium, state: 'waiting' } as const) : medium;
  return { ...withMedium(entry, again), server, beside: null };
}
