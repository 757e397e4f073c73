import { subjectOf } from '../entries/change';
import { photoOf, withMedium } from '../entries/medium';
import { isShut, thaw } from '../entries/op';
import type { EntryRecord, OpRecord } from '../entries/record';
import type { Body } from '../entries/types';
import type { PersonStore } from '../store/person-store';
import type { Worksheet } from './worksheet';

/**
 * Once the coach has put a change aside, the entry shows what stands: what the server took before it, and
 * not what it did not take (PU16). Nothing is to be shown instead while later changes wait here.
 */
export async function showStanding(
  store: PersonStore,
  sheet: Worksheet,
  entry_id: string,
): Promise<void> {
  const kept = sheet.get(entry_id);
  if (!kept?.entry.server || kept.entry.bodiless || kept.ops.length > 0) return;
  const { rev } = kept.entry.server;
  const taken = (await store.opsOf(entry_id)).filter(({ status, type }) => {
    return status === 'applied' && type !== 'cancel';
  });
  const newest = taken.slice(-1)[0];
  // What the server has since, from another phone or the desk, came with its body.
  if (newest?.base_rev === rev - 1) sheet.put({ ...kept, entry: asIn(newest, kept.entry) });
}

function asIn({ text }: OpRecord, entry: EntryRecord): EntryRecord {
  if (isShut(text)) return { ...entry, body: {}, bodiless: true };
  const body = thaw(text).body as Body;
  const sha256 = photoOf(body)?.sha256;
  const medium = entry.medium?.sha256 === sha256 ? entry.medium : undefined;
  return withMedium({ ...entry, body, subject: subjectOf(body) }, medium);
}
