import { type Op, thaw } from './op';
import type { Held, OpRecord } from './record';
import type { Body, Subject } from './types';

/** Which op a change becomes, given what is known of the entry. Pure. */

export interface Author {
  readonly market_id: string;
  readonly person_id: string;
  readonly device_id: string;
  readonly epoch: string | null;
}

export interface Change {
  readonly entry_id: string;
  readonly op_id: string;
  readonly kind: string;
  readonly schema_version: number;
  readonly souk_date: string;
  readonly body: Body | null;
  readonly recorded_at: string;
  readonly tz_offset_min: number;
}

export interface Planned {
  readonly op: Op;
  /** Ops that the new one stands in for; none of them is sent any more. */
  readonly superseded: readonly OpRecord[];
}

/** What a person can repair by saving again. What is held or not understood waits for the server. */
const REPAIRABLE = new Set(['invalid', 'conflict', 'refused_by_server']);

export function isRepairable({ ops }: Held): boolean {
  const refused = ops.filter((op) => op.status === 'refused');
  return refused.length > 0 && refused.every((op) => REPAIRABLE.has(op.refusal?.code ?? ''));
}

/**
 * The op for a change: the first of an entry creates it, later ones chain on what waits (OP5). With
 * `repair`, it supersedes the refused ops and all that waits behind them (PH4).
 */
export function planOp(
  held: Held | undefined,
  change: Change,
  author: Author,
  repair: boolean,
): Planned {
  const superseded = held && repair ? held.ops.filter(isUnsettled) : [];
  const base_rev = baseOf(held, repair);
  const cancel = change.body === null;
  return {
    superseded,
    op: {
      op_id: change.op_id,
      type: cancel ? 'cancel' : base_rev === 0 ? 'create' : 'revise',
      entry_id: change.entry_id,
      base_rev,
      kind: change.kind,
      schema_version: change.schema_version,
      ...author,
      souk_date: change.souk_date,
      body: change.body,
      recorded_at: change.recorded_at,
      tz_offset_min: change.tz_offset_min,
      ...(superseded.length > 0 && { supersedes: allBehind(superseded) }),
    },
  };
}

/** With those that a refused repair stood in for: refused, it settled none of them. */
function allBehind(superseded: readonly OpRecord[]): readonly string[] {
  const ids = superseded.flatMap(({ op_id, text }) => [...(thaw(text).supersedes ?? []), op_id]);
  return [...new Set(ids)];
}

/** A repair of it would be its first revision: nothing of the entry was ever taken. */
export function wasNeverTaken(held: Held): boolean {
  return baseOf(held, true) === 0;
}

export function isUnsettled(op: OpRecord): boolean {
  return op.status === 'pending' || op.status === 'refused';
}

function baseOf(held: Held | undefined, repair: boolean): number {
  if (!held) return 0;
  const last = held.ops.slice(-1)[0];
  if (last && !repair) return last.base_rev + 1;
  const currents = held.ops.map((op) => op.refusal?.current?.rev ?? 0);
  return Math.max(tipOf(held), ...currents);
}

/** The newest revision that the server has acknowledged, a proposed one included. */
export function tipOf({ entry: { server, beside } }: Held): number {
  return Math.max(
    ...[server, beside].map((view) => Math.max(view?.rev ?? 0, view?.proposed_rev ?? 0)),
  );
}

/** `trader_id` and `stall_id` of a body: what nearly every kind speaks of. */
export function subjectOf(body: Body): Subject {
  const { trader_id, stall_id } = body;
  return {
    ...(typeof trader_id === 'string' && { trader_id }),
    ...(typeof stall_id === 'string' && { stall_id }),
  };
}
