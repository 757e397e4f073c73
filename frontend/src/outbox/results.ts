import type { OpResult, PushAnswer } from '../api/types';
import { digestOf, freeze, isShut, type Op, thaw } from '../entries/op';
import { type OpRecord, recordOf } from '../entries/record';
import type { Kept, PersonStore } from '../store/person-store';
import { refusedByServer, settleResult } from './settle';
import { showStanding } from './standing';
import { followEpoch, putBack, Worksheet } from './worksheet';

/** What a push was answered becomes durable. */

/** Settles what the results name, in one transaction; a new epoch begins in the same one. */
export function takeResults(store: PersonStore, answer: PushAnswer): Promise<void> {
  const { epoch, server_time } = answer;
  return store.change(async () => {
    const sheet = new Worksheet(store);
    const began = await followEpoch(store, sheet, epoch);
    for (const result of answer.results) {
      const op = sheet.liveOp(result.op_id);
      const kept = op && sheet.get(op.entry_id);
      if (!op || !kept) continue;
      if (isStranded(kept, op, result)) await reissue(store, sheet, kept, op, result.behind);
      else sheet.settle(kept, settleResult(kept, op, result, server_time));
      if (result.settlement?.outcome === 'discarded') {
        await showStanding(store, sheet, op.entry_id);
      }
      if (began && result.code === 'applied') leaveOlder(sheet, op);
    }
    return [{ ...sheet.writes(), meta: { epoch, last_ok_at: server_time } }, undefined] as const;
  });
}

/**
 * The push that found the new epoch carried an op whose forerunners the restored server may have
 * lost. An op is the whole entry, so it stands for them (PU15); sent after it, in this life of the
 * database or a later one, they would only be refused as a conflict and block what follows.
 */
function leaveOlder(sheet: Worksheet, taken: OpRecord): void {
  const kept = sheet.get(taken.entry_id);
  const older = kept?.ops.filter((op) => op.seq < taken.seq && op.status !== 'refused') ?? [];
  if (!kept || older.length === 0) return;
  const changed = older.map(
    (op): OpRecord => ({ ...op, status: 'superseded', todo: false, answered: false }),
  );
  sheet.settle(kept, { entry: kept.entry, changed });
}

/** Sent as it stands, it would never be taken, and the person is shown nothing to mend. */
function isStranded(kept: Kept, op: OpRecord, { code, behind }: OpResult): boolean {
  // What is sealed cannot be said anew, and the server had it once.
  if (isShut(op.text)) return false;
  if (code === 'op_id_reused') return true;
  const knowsWhy = kept.ops.some(({ status }) => status === 'refused');
  return code === 'blocked' && op.status === 'pending' && behind !== undefined && !knowsWhy;
}

/**
 * The entry as it is now goes under a new id, in place of this op and of those chained on it: another
 * text stands under its id on the server (PU3), or it waits there `behind` refusals that this phone,
 * put back from a backup, has never seen (PU4).
 */
async function reissue(
  store: PersonStore,
  sheet: Worksheet,
  kept: Kept,
  op: OpRecord,
  behind: readonly string[] = [],
): Promise<void> {
  const chain = kept.ops.filter((other) => other.status === 'pending' && other.seq >= op.seq);
  const newest = thaw((chain.slice(-1)[0] ?? op).text);
  const changed = chain.map(
    (other): OpRecord => ({ ...other, status: 'superseded', todo: false, answered: true }),
  );
  if (newest.type === 'cancel' && op.base_rev === 0) {
    sheet.settle(kept, { entry: { ...kept.entry, withdrawn: true }, changed });
    return;
  }
  sheet.settle(kept, { entry: kept.entry, changed });
  const again: Op = {
    ...newest,
    op_id: store.world.newId(),
    type: newest.type === 'cancel' ? 'cancel' : op.type,
    base_rev: op.base_rev,
    supersedes: [...behind, ...chain.map((other) => other.op_id)],
  };
  const text = freeze(again);
  sheet.addOp(recordOf(again, text, await digestOf(text)));
}

/**
 * The server lacks these, though it once answered them: they go again, as they are (CU3). What was
 * erased or discarded has nothing left to go.
 */
export function sendAgain(store: PersonStore, op_ids: readonly string[]): Promise<void> {
  return store.change(async () => {
    const sheet = new Worksheet(store);
    const lacking = new Set(op_ids);
    for (const op of await store.allOps()) {
      if (lacking.has(op.op_id)) putBack(sheet, op);
    }
    return [sheet.writes(), undefined] as const;
  });
}

/** The server refused a request that held this op alone. */
export function takeRefusal(store: PersonStore, op: OpRecord, code: string): Promise<void> {
  return store.change(async () => {
    const kept = store.held.get(op.entry_id);
    if (!kept?.ops.some((other) => other.op_id === op.op_id && other.todo)) {
      return [null, undefined] as const;
    }
    const { entry, stamp } = kept;
    const ops = [refusedByServer(op, code)];
    return [{ entries: [{ entry, stamp }], ops }, undefined] as const;
  });
}

/** "Send now", pressed by a person: what the server refused as a request is tried once more. */
export function retryRefused(store: PersonStore): Promise<void> {
  return store.change(async () => {
    const again = store.live().filter((op) => op.refusal?.code === 'refused_by_server');
    const sheet = new Worksheet(store);
    for (const op of again) {
      const kept = sheet.get(op.entry_id);
      if (!kept) continue;
      const { refusal: _gone, ...rest } = op;
      const changed: OpRecord = { ...rest, status: 'pending', todo: true };
      sheet.settle(kept, { entry: kept.entry, changed: [changed] });
    }
    return [sheet.writes(), undefined] as const;
  });
}
