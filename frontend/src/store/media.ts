import { photoOf } from '../entries/medium';
import type { Writes } from './commit';
import type { Kept, PersonStore } from './person-store';
import type { EntryInput } from './save';

/** Which bytes of photos go: those that nothing names any more. */

/** Digests that what is written or dropped named before, and that nothing names after it (ME10). */
export function mediaLost({ held, drafts }: PersonStore, writes: Writes): readonly string[] {
  const entries = new Map((writes.entries ?? []).map(({ entry }) => [entry.entry_id, entry]));
  const erased = new Set((writes.erase ?? []).map(({ entry_id }) => entry_id));
  const laid = new Map((writes.drafts ?? []).map((draft) => [draft.draft_id, draft]));
  const dropped = new Set(writes.dropDrafts ?? []);
  const before = [
    ...[...entries.keys(), ...erased].map((id) => held.get(id)?.entry.medium?.sha256),
    ...[...laid.keys(), ...dropped].map((id) => photoOf(drafts.get(id)?.body)?.sha256),
  ].filter((digest) => digest !== undefined);
  if (before.length === 0) return [];
  const named = new Set([
    ...[...entries.values()].map((entry) => entry.medium?.sha256),
    ...[...laid.values()].map((draft) => photoOf(draft.body)?.sha256),
    ...[...held.values()]
      .filter(({ entry: { entry_id } }) => !entries.has(entry_id) && !erased.has(entry_id))
      .map(({ entry }) => entry.medium?.sha256),
    ...[...drafts.values()]
      .filter(({ draft_id }) => !laid.has(draft_id) && !dropped.has(draft_id))
      .map((draft) => photoOf(draft.body)?.sha256),
  ]);
  return before.filter((digest) => !named.has(digest));
}

const ASKED = new Set(['photo', 'registration']);

/** Entries with a photo of whoever takes consent back in `inputs`: its bytes go with that (ME8). */
export function photosTakenBack(
  { held }: PersonStore,
  inputs: readonly EntryInput[],
): readonly Kept[] {
  const gone = new Set(
    inputs
      .filter(({ kind, body }) => kind === 'consent' && ASKED.has(String(body.purpose)))
      .filter(({ body }) => body.decision !== 'given')
      .map(({ body }) => body.trader_id),
  );
  if (gone.size === 0) return [];
  return [...held.values()].filter(({ entry }) => entry.medium && gone.has(entry.body.trader_id));
}
