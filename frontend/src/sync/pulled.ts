import type { OwnEntry, PullPage, Settlement, Snapshot, SnapshotHead } from '../api/types';
import { KEEP_SENT_MS } from '../constants';
import { withoutErased } from '../entries/medium';
import type { EntryRecord, Held } from '../entries/record';
import type { ServerView } from '../entries/types';
import { layOver, settleLater } from '../outbox/settle';
import { showStanding } from '../outbox/standing';
import { followEpoch, Worksheet } from '../outbox/worksheet';
import type { PersonStore } from '../store/person-store';
import {
  itemsKept,
  layItems,
  olderForms,
  olderKept,
  unpack,
  withOlderForms,
} from '../store/roster';
import { EMPTY_ROSTER } from '../store/signals';

/** What a pull brings becomes durable: pages with their cursor, the snapshot as a whole. */

/** One page and its cursor, in one transaction (PL2). */
export function takePage(store: PersonStore, page: PullPage): Promise<void> {
  return store.change(async () => {
    const sheet = new Worksheet(store);
    const at = page.server_time;
    await followEpoch(store, sheet, page.epoch);
    for (const own of page.own) takeOwn(sheet, own);
    await takeSettlements(store, sheet, page.settlements, at);
    const catalog = itemsKept(store.roster, page.catalog);
    const { zones, badge_ranges, recovery_key, team_phones = [] } = page.me;
    const meta = {
      ...{ epoch: page.epoch, cursor: page.cursor, last_ok_at: at },
      ...{ zones, badge_ranges, team_phones },
      ...(recovery_key && { recovery_key }),
    };
    const roster = page.catalog.length > 0 && { roster: layItems(store.roster, page.catalog) };
    return [{ ...sheet.writes(), catalog, meta, ...roster }, undefined] as const;
  });
}

function takeOwn(sheet: Worksheet, own: OwnEntry): void {
  const view = viewIn(own);
  const kept = sheet.get(own.entry_id);
  if (!kept) {
    sheet.put({ entry: layOver(strangerOf(own), view), ops: [], stamp: 0 });
  } else if (kept.ops.length > 0) {
    sheet.put({ ...kept, entry: { ...kept.entry, beside: view } });
  } else {
    sheet.put({ ...kept, entry: withoutErased(layOver(kept.entry, view), view.flags) });
  }
}

function viewIn(own: OwnEntry): ServerView {
  return {
    rev: own.rev,
    state: own.state,
    flags: own.flags,
    proposed_rev: own.proposed_rev ?? null,
    ...(own.decision && { decision: own.decision }),
    ...(own.body && { body: own.body }),
  };
}

/** Own, but not from this store: recorded before a reinstall, or on another phone. */
function strangerOf(own: OwnEntry): EntryRecord {
  return {
    entry_id: own.entry_id,
    kind: own.kind,
    schema_version: 1,
    souk_date: own.souk_date,
    subject: {},
    body: {},
    bodiless: true,
    recorded_at: own.recorded_at ?? '',
    history: own.rev,
    server: null,
    beside: null,
    settled_at: null,
  };
}

async function takeSettlements(
  store: PersonStore,
  sheet: Worksheet,
  settlements: readonly Settlement[],
  at: string,
): Promise<void> {
  for (const settlement of settlements) {
    const op = sheet.liveOp(settlement.op_id);
    const kept = op && sheet.get(op.entry_id);
    if (!op || !kept || op.status !== 'refused') continue;
    sheet.settle(kept, settleLater(kept, op, settlement, at));
    if (settlement.outcome === 'discarded') await showStanding(store, sheet, op.entry_id);
  }
}

/** The whole snapshot in place of the old catalog, in one transaction; the outbox is not touched. */
export function takeSnapshot(store: PersonStore, text: string): Promise<void> {
  return store.change(async () => {
    const snapshot = JSON.parse(text) as Snapshot;
    const fresh = unpack(snapshot);
    const older = olderForms(store.roster, fresh);
    const sheet = new Worksheet(store);
    await followEpoch(store, sheet, snapshot.epoch);
    const catalog = new Map<string, unknown>([['base', text], ...olderKept(older)]);
    const meta = { epoch: snapshot.epoch, cursor: snapshot.cursor, fetching: null };
    const roster = withOlderForms(fresh, older);
    return [{ ...sheet.writes(), swapCatalog: true, catalog, meta, roster }, undefined] as const;
  });
}

/** Begins or resumes the fetching of a snapshot; slices of another one are of no use. */
export async function beginFetching(store: PersonStore, head: SnapshotHead): Promise<void> {
  if (store.meta.fetching?.snapshot_id === head.snapshot_id) return;
  await store.dropSlices();
  await store.change(async () => [{ meta: { fetching: head } }, undefined] as const);
}

/**
 * Signed out by the coach: names and places leave this phone for good, in one transaction. Entries, ops
 * and drafts stay as they are, and what was not sent still goes (RV2).
 */
export function forgetSouk(store: PersonStore): Promise<void> {
  return store.change(async () => {
    const meta = {
      ...{ cursor: null, fetching: null, zones: [], badge_ranges: [] },
      ...{ team_phones: [], day_codes: [] },
      revoked_device: store.identity.device_id,
    };
    return [{ swapCatalog: true, meta, roster: EMPTY_ROSTER }, undefined] as const;
  });
}

export function dropCursor(store: PersonStore): Promise<void> {
  return store.change(async () => [{ meta: { cursor: null } }, undefined] as const);
}

/**
 * Forgets entries that were decided for good and their ops, 60 days after the last settlement (PH5).
 * @param server_time not this phone's: a clock that jumps ahead must age nothing (F15)
 */
export async function dropOld(store: PersonStore, server_time: string): Promise<void> {
  const before = new Date(Date.parse(server_time) - KEEP_SENT_MS).toISOString();
  await store.change(async () => {
    const old = [...store.held.values()].filter((kept) => isOld(kept, before));
    if (old.length === 0) return [null, undefined] as const;
    const ops = await Promise.all(old.map(({ entry }) => store.opsOf(entry.entry_id)));
    const dropOps = ops.flat().map((op) => op.seq);
    const erase = old.map(({ entry, stamp }) => ({ entry_id: entry.entry_id, stamp }));
    return [{ dropOps, erase }, undefined] as const;
  });
}

const DONE = new Set(['approved', 'rejected', 'cancelled']);

function isOld({ entry, ops }: Held, before: string): boolean {
  const { server, settled_at } = entry;
  const done = ops.length === 0 && server !== null && DONE.has(server.state);
  return done && settled_at !== null && settled_at < before;
}
