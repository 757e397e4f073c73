import type { OpResult, Settlement } from '../api/types';
import { subjectOf, tipOf } from '../entries/change';
import { type EntryRecord, type Held, isLive, type OpRecord } from '../entries/record';
import type { Refusal, ServerState, ServerView } from '../entries/types';

/**
 * What an answer of the server makes of an op and its entry. Pure. Only a result that names the op
 * settles it (PH2); `blocked`, `retry` and codes of a newer server leave it where it is.
 */

const REFUSALS = new Set(['conflict', 'invalid', 'forbidden', 'held', 'unsupported']);

export interface Settled {
  /** `null`: the subject was erased, and the entry with it. */
  readonly entry: EntryRecord | null;
  /** Those of the entry's live ops that changed; the ones no longer live leave the outbox. */
  readonly changed: readonly OpRecord[];
}

/** @param at RFC 3339, this phone's clock: from then on the 60 days of PH5 count */
export function settleResult(held: Held, op: OpRecord, result: OpResult, at: string): Settled {
  const { code, settlement } = result;
  const first = firstOutcome(held, op, result, code, at);
  if (!settlement || !first.entry) return first;
  const now = first.changed[0] ?? op;
  const entry = { entry: first.entry, ops: held.ops.map((o) => (o.op_id === op.op_id ? now : o)) };
  return settleLater(entry, now, { op_id: op.op_id, ...settlement }, at);
}

function firstOutcome(
  held: Held,
  op: OpRecord,
  result: OpResult,
  code: string,
  at: string,
): Settled {
  if (code === 'applied' || code === 'proposed') {
    return applied(held, op, viewAfter(held, op, result), at);
  }
  if (REFUSALS.has(code)) return refused(held, op, refusalOf(result), at);
  if (code === 'erased') return erased(held, op);
  // Sealed, and so not issued anew; both texts are kept there (PU3).
  if (code === 'op_id_reused') {
    return leave(held, held.entry, { ...op, status: 'superseded', todo: false, answered: true });
  }
  // Behind a refusal that a fix already stands in for: nothing more will come of it.
  if (code === 'blocked' && op.status === 'superseded') {
    return leave(held, held.entry, { ...op, todo: false });
  }
  return { entry: held.entry, changed: [] };
}

/** A settlement: what became of an op that was refused. Any op of the entry may be named. */
export function settleLater(held: Held, op: OpRecord, settlement: Settlement, at: string): Settled {
  switch (settlement.outcome) {
    case 'released': {
      const result = { op_id: op.op_id, code: 'applied', rev: settlement.rev ?? op.base_rev + 1 };
      return applied(held, op, viewAfter(held, op, result), at);
    }
    case 'discarded': {
      const discarded = settlement.reason ?? '';
      const entry = { ...held.entry, discarded, settled_at: at };
      return leave(held, entry, { ...op, status: 'discarded', todo: false, answered: true });
    }
    case 'superseded':
      return leave(held, held.entry, { ...op, status: 'superseded', todo: false, answered: true });
    case 'erased':
      return erased(held, op);
  }
}

function applied(held: Held, op: OpRecord, server: ServerView, at: string): Settled {
  // One that a fix stands in for was taken after all: still superseded, but no longer sent.
  const status = op.status === 'superseded' ? 'superseded' : 'applied';
  const { refusal: _gone, ...kept } = op;
  return leave(
    held,
    { ...held.entry, server, settled_at: at },
    { ...kept, status, todo: false, answered: true },
  );
}

function refused(held: Held, op: OpRecord, refusal: Refusal, at: string): Settled {
  const status = op.status === 'superseded' ? 'superseded' : 'refused';
  const changed: OpRecord = { ...op, status, todo: false, answered: true, refusal };
  const shown = refusal.code === 'conflict' ? asShown(held, refusal) : held.entry;
  return leave(held, { ...shown, settled_at: at }, changed);
}

/**
 * A server that was put back from a copy shows an older revision than was known, or none: the repair
 * stands on what it has (PH4).
 */
function asShown(held: Held, { current }: Refusal): EntryRecord {
  const { entry } = held;
  if (!current) return { ...entry, server: null, beside: null };
  const { rev, state } = current;
  if (tipOf(held) <= rev) return entry;
  return { ...entry, server: { rev, state, flags: [], proposed_rev: null }, beside: null };
}

/** Once the last op is no longer live, what the server said meanwhile takes its place. */
function leave(held: Held, entry: EntryRecord, op: OpRecord): Settled {
  const others = held.ops.filter((other) => other.op_id !== op.op_id);
  if (!entry.beside || [op, ...others].some(isLive)) return { entry, changed: [op] };
  return { entry: layOver(entry, entry.beside), changed: [op] };
}

/** The server's word becomes the entry's; never called while ops wait (PL6). */
export function layOver(entry: EntryRecord, view: ServerView): EntryRecord {
  const known = entry.server?.rev ?? 0;
  if (view.rev < known) return { ...entry, beside: null };
  const { body, ...server } = view;
  // Withdrawn here, and yet the server has it: an answer was lost, and what it says is what is shown.
  const { withdrawn: _taken, ...rest } = entry;
  const newer = entry.bodiless || view.rev > known;
  const taken = newer && body ? { body, subject: subjectOf(body) } : {};
  return { ...rest, server, beside: null, bodiless: newer && !body, ...taken };
}

function viewAfter({ entry }: Held, op: OpRecord, result: OpResult): ServerView {
  const before = entry.server;
  const rev = result.rev ?? op.base_rev + 1;
  const decision = before?.decision;
  const kept = { flags: result.flags ?? [], ...(decision && { decision }) };
  if (result.code === 'proposed') {
    const state = before?.state ?? 'approved';
    return { ...kept, rev: before?.rev ?? op.base_rev, state, proposed_rev: rev };
  }
  // An old answer that comes late says nothing of what came after it.
  if (before && before.rev > rev) return before;
  const state: ServerState = op.type === 'cancel' ? 'cancelled' : 'received';
  return { ...kept, rev, state, proposed_rev: null };
}

function refusalOf(result: OpResult): Refusal {
  return {
    code: result.code,
    errors: result.errors ?? [],
    ...(result.current && { current: result.current }),
  };
}

/** Nothing of the subject stays; the ids and digests do, so that the op is never made again. */
function erased(held: Held, op: OpRecord): Settled {
  const gone = held.ops.some((other) => other.op_id === op.op_id) ? held.ops : [...held.ops, op];
  const changed = gone.map((other): OpRecord => {
    const { refusal: _gone, ...kept } = other;
    return { ...kept, text: '', status: 'erased', todo: false, answered: true };
  });
  return { entry: null, changed };
}

/** The whole request was refused down to this one op (PH11). */
export function refusedByServer(op: OpRecord, code: string): OpRecord {
  const errors = [{ path: '', code }];
  return { ...op, status: 'refused', todo: false, refusal: { code: 'refused_by_server', errors } };
}
