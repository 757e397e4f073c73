/**
 * The phone's store: what the screens read and how they write.
 *
 *   phone · me · roster · entries · drafts · syncStatus · storageFull       signals
 *   openStore(world)                       at start; sets `phone`
 *   saveEntry({ kind, body, souk_date })   resolves once durable ("saved on this phone")
 *   saveEntries([…])                       several in one transaction: a registration with its consents
 *   cancelEntry(id) · fixEntry(id, body)   undo; a new change in place of the refused ones
 *   saveDraft({ draft_id, kind, body, step, souk_date }) · dropDraft(id)
 *   entriesOn(date) · newId()
 */
import type { ReadonlySignal } from '@preact/signals';
import type { World } from '../app/world';
import type { Body, Draft, LocalEntry, Subject } from '../entries/types';
import type { Roster } from './roster-types';

export type * from '../entries/types';
export type * from './roster-types';
export {
  drafts,
  EMPTY_ROSTER,
  entries,
  me,
  type PhoneState,
  phone,
  type SyncStatus,
  storageFull,
  syncStatus,
} from './signals';

/** An entry as a form hands it over. Without `entry_id` it is a new one. */
export interface EntryInput {
  /** A known entry is revised; an unknown id (of a draft) is created under it, and the draft dropped. */
  readonly entry_id?: string;
  readonly kind: string;
  readonly body: Body;
  readonly souk_date: string;
  /** Default: `trader_id` and `stall_id` of the body. */
  readonly subject?: Subject;
}

/** Why a save failed; what was saved before is safe. */
export type StoreErrorCode = 'storage_full' | 'store_closed' | 'not_joined' | 'unknown_entry';

export declare const roster: ReadonlySignal<Roster>;
export declare function openStore(world: World): Promise<void>;
export declare function saveEntry(input: EntryInput): Promise<LocalEntry>;
export declare function saveEntries(inputs: readonly EntryInput[]): Promise<readonly LocalEntry[]>;
export declare function cancelEntry(entry_id: string): Promise<LocalEntry>;
export declare function fixEntry(entry_id: string, body: Body): Promise<LocalEntry>;
export declare function saveDraft(
  draft: Omit<Draft, 'saved_at' | 'subject'> & { readonly subject?: Subject },
): Promise<void>;
export declare function dropDraft(draft_id: string): Promise<void>;
export declare function entriesOn(souk_date: string): readonly LocalEntry[];
export declare function newId(): string;
