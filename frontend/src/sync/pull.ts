import type { PullPage } from '../api/types';
import { PULL_LIMIT, SNAPSHOT_TRIES } from '../constants';
import type { PersonStore } from '../store/person-store';
import { dropCursor, dropOld, takePage } from './pulled';
import { fetchSnapshot } from './snapshot';
import { ask, type Reply } from './transport';

/** Brings what changed: a snapshot if there is no cursor, then page by page (PL2). */

/** @returns null when nothing more is to come, else the reply that stopped it */
export async function pull(
  store: PersonStore,
  onProgress: (done: number, total: number) => void,
  onAnswer: (page: PullPage, midpoint: number) => void,
): Promise<Reply | null> {
  let snapshots = 0;
  for (;;) {
    if (store.meta.cursor === null) {
      if (snapshots++ === SNAPSHOT_TRIES) return { kind: 'unknown', why: 'not_ours' };
      const fetched = await fetchSnapshot(store, onProgress);
      if (fetched.kind === 'failed' && !isGone(fetched.reply)) return fetched.reply;
      continue;
    }
    const reply = await askPage(store, store.meta.cursor);
    // The outbox is not touched: only what came from the server is fetched anew (F14).
    if (isGone(reply)) await dropCursor(store);
    else if (reply.kind !== 'json') return reply;
    else {
      const page = reply.body as PullPage;
      onAnswer(page, reply.midpoint);
      await takePage(store, page);
      if (page.more) continue;
      await dropOld(store, page.server_time);
      return null;
    }
  }
}

function askPage(store: PersonStore, cursor: string): Promise<Reply> {
  return ask(store.world, {
    path: `/sync/pull?cursor=${encodeURIComponent(cursor)}&limit=${PULL_LIMIT}`,
    token: store.token,
    isOurs: isPage,
  });
}

function isGone(reply: Reply): boolean {
  return reply.kind === 'problem' && reply.status === 410;
}

function isPage(body: unknown): boolean {
  const page = body as Partial<PullPage> | undefined;
  return (
    typeof page?.cursor === 'string' &&
    typeof page.server_time === 'string' &&
    [page.catalog, page.own, page.settlements].every(Array.isArray)
  );
}
