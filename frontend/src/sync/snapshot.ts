import type { SnapshotHead } from '../api/types';
import { SNAPSHOT_SLICE_BYTES } from '../constants';
import { hexOf } from '../entries/op';
import type { PersonStore } from '../store/person-store';
import { beginFetching, takeSnapshot } from './pulled';
import { ask, gunzip, type Reply } from './transport';

/**
 * The first pull: one compressed file in slices. Each slice is kept as it comes, so that a phone
 * that loses the network goes on where it was, also after a restart (PL1).
 */

export type Fetched =
  | { readonly kind: 'whole' }
  | { readonly kind: 'failed'; readonly reply: Reply };

/** @param onProgress bytes so far, and in all */
export async function fetchSnapshot(
  store: PersonStore,
  onProgress: (done: number, total: number) => void,
): Promise<Fetched> {
  const token = store.token;
  const reply = await ask(store.world, { path: '/sync/snapshot', token, isOurs: isHead });
  if (reply.kind !== 'json') return { kind: 'failed', reply };
  const head = reply.body as SnapshotHead;
  await beginFetching(store, head);
  const file = await fetchSlices(store, head, onProgress);
  if (!(file instanceof Uint8Array)) return { kind: 'failed', reply: file };
  if (hexOf(await crypto.subtle.digest('SHA-256', file)) !== head.sha256) {
    await store.dropSlices();
    return { kind: 'failed', reply: { kind: 'unknown', why: 'not_ours' } };
  }
  await takeSnapshot(store, new TextDecoder().decode(await gunzip(file)));
  return { kind: 'whole' };
}

async function fetchSlices(
  store: PersonStore,
  head: SnapshotHead,
  onProgress: (done: number, total: number) => void,
): Promise<Uint8Array<ArrayBuffer> | Reply> {
  const file = new Uint8Array(head.bytes);
  let done = layKept(file, await store.slices());
  while (done < head.bytes) {
    onProgress(done, head.bytes);
    const length = Math.min(SNAPSHOT_SLICE_BYTES, head.bytes - done);
    const reply = await ask(store.world, {
      path: `/sync/snapshot/${head.snapshot_id}?offset=${done}&length=${length}`,
      token: store.token,
    });
    if (reply.kind !== 'bytes') return reply;
    const bytes = reply.bytes.slice(0, length);
    if (bytes.length === 0) return { kind: 'unknown', why: 'not_ours' };
    await store.keepSlice(done, bytes.buffer);
    file.set(bytes, done);
    done += bytes.length;
  }
  onProgress(done, head.bytes);
  return file;
}

/** Lays what was fetched before; answers where the first gap begins. */
function layKept(
  file: Uint8Array,
  slices: readonly { offset: number; bytes: ArrayBuffer }[],
): number {
  let done = 0;
  for (const { offset, bytes } of slices) {
    if (offset !== done || offset + bytes.byteLength > file.length) break;
    file.set(new Uint8Array(bytes), offset);
    done += bytes.byteLength;
  }
  return done;
}

function isHead(body: unknown): boolean {
  const head = body as Partial<SnapshotHead> | undefined;
  return (
    typeof head?.snapshot_id === 'string' &&
    typeof head.sha256 === 'string' &&
    Number.isInteger(head.bytes)
  );
}
