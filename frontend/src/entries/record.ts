import type { Medium } from './medium';
import type { Op, OpType } from './op';
import type { Body, LocalEntry, Refusal, ServerView, Subject } from './types';

/** What the store keeps of an entry and of its ops. */

/**
 * pending: unknown to the server, or not known to be known · applied: acknowledged · refused: see
 * `refusal` · superseded: a fix stands in its place · discarded, erased: settled by the server.
 */
export type OpStatus = 'pending' | 'applied' | 'refused' | 'superseded' | 'discarded' | 'erased';

export interface OpRecord {
  /** The order of saving on this phone; given by the store. Never leaves it. */
  readonly seq: number;
  readonly op_id: string;
  readonly entry_id: string;
  /** The device that this phone was when the op was made; not in what older apps kept. */
  readonly device_id?: string;
  readonly type: OpType;
  readonly kind: string;
  readonly base_rev: number;
  readonly souk_date: string;
  readonly recorded_at: string;
  /** The very characters that travel, or what they are sealed in; empty once the subject was erased. */
  readonly text: string;
  readonly digest: string;
  readonly status: OpStatus;
  /** To be sent: pending, or answered before in an older epoch. */
  readonly todo: boolean;
  /** The server has answered it by name at least once. */
  readonly answered: boolean;
  readonly refusal?: Refusal;
}

export interface EntryRecord {
  readonly entry_id: string;
  readonly kind: string;
  readonly schema_version: number;
  readonly souk_date: string;
  readonly subject: Subject;
  readonly body: Body;
  /**
   * Without its body here: recorded on another phone, or before this one was reinstalled, or sealed
   * since its day was over (VA11).
   */
  readonly bodiless: boolean;
  readonly recorded_at: string;
  readonly history: number;
  readonly server: ServerView | null;
  /** What the server said while ops waited here (PL6). */
  readonly beside: ServerView | null;
  /** The coach's reason for not taking it. */
  readonly discarded?: string;
  /** Taken back here before the server ever took it: there is nothing to cancel there. */
  readonly withdrawn?: true;
  /** Its photo, whose bytes are on this phone. */
  readonly medium?: Medium;
  /** When an op was last settled; what is sent is kept from then on (PH5). */
  readonly settled_at: string | null;
}

/** An entry with those of its ops that matter still: live ones, oldest first. */
export interface Held {
  readonly entry: EntryRecord;
  readonly ops: readonly OpRecord[];
}

/** Live: to be sent, or refused and waiting for a person. */
export function isLive(op: Pick<OpRecord, 'todo' | 'status'>): boolean {
  return op.todo || op.status === 'refused';
}

export function recordOf(op: Op, text: string, digest: string): Omit<OpRecord, 'seq'> {
  return {
    op_id: op.op_id,
    entry_id: op.entry_id,
    device_id: op.device_id,
    type: op.type,
    kind: op.kind,
    base_rev: op.base_rev,
    souk_date: op.souk_date,
    recorded_at: op.recorded_at,
    text,
    digest,
    status: 'pending',
    todo: true,
    answered: false,
  };
}

/** The entry as the animator sees it. `inFlight` holds the ids of ops in a request right now. */
export function viewOf({ entry, ops }: Held, inFlight: ReadonlySet<string>): LocalEntry {
  const { server } = entry;
  const refused = ops.find((op) => op.status === 'refused');
  const pending = ops.filter((op) => op.status === 'pending');
  const refusal = refused?.refusal ?? discardedRefusal(entry);
  const state = stateOf(entry, refused, pending, inFlight);
  // What came to nothing shows nobody's photo; it may be reopened, though.
  const photo = state === 'cancelled' || state === 'rejected' ? undefined : entry.medium?.state;
  return {
    entry_id: entry.entry_id,
    kind: entry.kind,
    schema_version: entry.schema_version,
    souk_date: entry.souk_date,
    subject: entry.subject,
    body: entry.body,
    recorded_at: entry.recorded_at,
    history: entry.history,
    state,
    rev: server?.rev ?? 0,
    pending: pending.length,
    flags: server?.flags ?? [],
    proposed_rev: server?.proposed_rev ?? null,
    ...(refusal && { refusal }),
    ...(server?.decision && { decision: server.decision }),
    ...(entry.beside && { beside: entry.beside }),
    ...(entry.bodiless && { bodiless: true as const }),
    ...(photo && { photo }),
  };
}

function stateOf(
  entry: EntryRecord,
  refused: OpRecord | undefined,
  pending: readonly OpRecord[],
  inFlight: ReadonlySet<string>,
): LocalEntry['state'] {
  if (refused) {
    const code = refused.refusal?.code;
    return code === 'held' || code === 'unsupported' ? code : 'to_fix';
  }
  // Taken back is taken back, whether or not the server has heard of it (PR1).
  if (pending[pending.length - 1]?.type === 'cancel') return 'cancelled';
  if (pending.length > 0) {
    return pending.some((op) => inFlight.has(op.op_id)) ? 'sending' : 'saved';
  }
  if (!entry.server) return entry.withdrawn ? 'cancelled' : 'rejected';
  return entry.server.proposed_rev === null ? entry.server.state : 'proposed';
}

function discardedRefusal(entry: EntryRecord): Refusal | undefined {
  if (entry.discarded === undefined) return undefined;
  return { code: 'discarded', errors: [], reason: entry.discarded };
}
