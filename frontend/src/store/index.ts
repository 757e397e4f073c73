/**
 * The phone's store: what the screens read and how they write.
 *
 *   phone · me · roster · entries · drafts · syncStatus · storageFull       signals
 *   openStore(world)                       at start; sets `phone`
 *   saveEntry({ kind, body, souk_date })   resolves once durable ("saved on this phone")
 *   saveEntries([…])                       several in one transaction: a registration with its consents
 *   cancelEntry(id) · fixEntry(id, body)   undo; a new change in place of the refused ones
 *   saveDraft({ draft_id, kind, body, step, souk_date }) · dropDraft(id)
 *   entriesOn(date) · newId() · moment()
 *
 * Writes reject with a `StoreError`; its `code` says why. What was saved before is safe in every case.
 */
import type { ReadyWord } from '../api/types';
import type { Body, LocalEntry } from '../entries/types';
import { theStore, written } from './open';
import {
  cancel,
  type DraftInput,
  type EntryInput,
  fix,
  keepDraft,
  removeDraft,
  save,
} from './save';
import { entries, type PhotoNetwork } from './signals';

export type * from '../entries/types';
export { StoreError, type StoreErrorCode } from './errors';
export { openStore, roster } from './open';
export { versionKey } from './roster';
export type * from './roster-types';
export type { DraftInput, EntryInput } from './save';
export {
  closings,
  dayCodes,
  drafts,
  EMPTY_ROSTER,
  entries,
  hasPin,
  me,
  type PhoneState,
  type PhotoNetwork,
  phone,
  photoNetwork,
  pinGone,
  practising,
  readyWord,
  type SyncStatus,
  screenHidden,
  storageFull,
  storesHere,
  syncStatus,
  teamPhones,
} from './signals';
export { traceLeft } from './trace';

/** Creates the entry, or revises it if it is there; what the server refused before is superseded. */
export async function saveEntry(input: EntryInput): Promise<LocalEntry> {
  const [entry] = await saveEntries([input]);
  return entry as LocalEntry;
}

/** Several entries that belong together: all become durable, or none. */
export async function saveEntries(inputs: readonly EntryInput[]): Promise<readonly LocalEntry[]> {
  const ids = await written((open) => save(open, inputs));
  return ids.map(shown);
}

/** Takes an entry back. The first op may be on its way: this is one of its own. */
export async function cancelEntry(entry_id: string): Promise<LocalEntry> {
  await written((open) => cancel(open, entry_id));
  return shown(entry_id);
}

/** Whatever the server refused of this entry, `body` now stands in its place. */
export async function fixEntry(entry_id: string, body: Body): Promise<LocalEntry> {
  await written((open) => fix(open, entry_id, body));
  return shown(entry_id);
}

/** At every answer (PH6). Its id becomes the entry's when it is saved. */
export function saveDraft(
  draft: DraftInput,
  media?: ReadonlyMap<string, ArrayBuffer>,
): Promise<void> {
  return written((open) => keepDraft(open, draft, media));
}

/** The bytes of a photo that an entry or a draft names, if they are on this phone. */
export function photoBytes(sha256: string): Promise<ArrayBuffer | undefined> {
  return theStore().medium(sha256);
}

/** On which network photos go from now on (ME11). */
export function choosePhotoNetwork(photos: PhotoNetwork): Promise<void> {
  return written((open) => open.change(async () => [{ meta: { photos } }, undefined] as const));
}

/** Travels with the next push (RE3). */
export function noteReady(word: ReadyWord): Promise<void> {
  const ready = { word, told: false };
  return written((open) => open.change(async () => [{ meta: { ready } }, undefined] as const));
}

export function dropDraft(draft_id: string): Promise<void> {
  return written((open) => removeDraft(open, draft_id));
}

/** Follows the `entries` signal. */
export function entriesOn(souk_date: string): readonly LocalEntry[] {
  return [...entries.value.values()].filter((entry) => entry.souk_date === souk_date);
}

/** For a draft, a trader: made when the form opens, so that pressing twice is one (OP1). */
export function newId(): string {
  return theStore().world.newId();
}

/** The moment by this phone's clock, in UTC, as bodies write it. */
export function moment(): string {
  return new Date(theStore().world.now()).toISOString();
}

function shown(entry_id: string): LocalEntry {
  return entries.value.get(entry_id) as LocalEntry;
}
