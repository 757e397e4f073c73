import type { Manifest } from '../api/types';
import { BATCH_BYTES } from '../constants';
import type { OpRecord } from '../entries/record';

/** What is sent next. Pure. */

/**
 * The next ops in the order of sending: consent first (CO3), then as they were saved. Left out is
 * what waits behind an unsettled refusal of its entry (PH4), and what is in `aside`.
 * @param live ops of all entries, in any order
 * @param count at most so many ops, and at most BATCH_BYTES of request; one op always fits
 */
export function nextBatch(
  live: readonly OpRecord[],
  count: number,
  aside: ReadonlySet<string> = new Set(),
): readonly OpRecord[] {
  const batch: OpRecord[] = [];
  let bytes = 0;
  for (const op of sendable(live, aside)) {
    bytes += bytesOnWire(op.text);
    if (batch.length > 0 && (batch.length === count || bytes > BATCH_BYTES)) break;
    batch.push(op);
  }
  return batch;
}

export function sendable(
  live: readonly OpRecord[],
  aside: ReadonlySet<string> = new Set(),
): readonly OpRecord[] {
  const stuck = new Set(
    live.filter((op) => !op.todo || aside.has(op.op_id)).map((op) => op.entry_id),
  );
  return live.filter((op) => op.todo && !stuck.has(op.entry_id)).sort(inOrder);
}

function inOrder(a: OpRecord, b: OpRecord): number {
  const consent = Number(b.kind === 'consent') - Number(a.kind === 'consent');
  return consent || a.seq - b.seq;
}

/** An op travels as a JSON string: quotes double, and Arabic takes two bytes a letter. */
function bytesOnWire(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length + 1;
}

/** What this phone still holds, for the coach's view of custody; photos are counted apart. */
export function manifestOf(live: readonly OpRecord[], photos = 0): Manifest {
  const pending = live.filter((op) => op.status === 'pending');
  const refused = live.filter((op) => op.status === 'refused');
  const oldest = pending.map((op) => op.recorded_at).sort()[0];
  return {
    pending: pending.length,
    refused: refused.length,
    ...(oldest !== undefined && { oldest_recorded_at: oldest }),
    by_day: countByDay(pending),
    refused_by_day: countByDay(refused),
    ...(photos > 0 && { media: photos }),
  };
}

function countByDay(ops: readonly OpRecord[]): Readonly<Record<string, number>> {
  const days: Record<string, number> = {};
  for (const { souk_date } of ops) days[souk_date] = (days[souk_date] ?? 0) + 1;
  return days;
}
