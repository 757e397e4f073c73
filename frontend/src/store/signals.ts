import { signal } from '@preact/signals';
import type { CarriedCode, Collected, ReadyWord, TeamPhone } from '../api/types';
import type { Draft, LocalEntry } from '../entries/types';
import type { Me, Roster } from './roster-types';

/** What the screens read. Loaded once at start, then kept in step with what is durable. */

/** The store of this phone: what to show before anything else. */
export type PhoneState =
  | 'opening'
  /** Not https nor localhost: no service worker, no digests; the phone must not enrol. */
  | 'insecure'
  /** The browser lacks IndexedDB, streams or WebCrypto. */
  | 'unsupported'
  | 'not_joined'
  /** It had joined, and the browser has thrown its store away: see `traceLeft`. */
  | 'erased'
  /** Joined, and the store is closed behind a PIN. */
  | 'locked'
  /** Joined; the snapshot of the souk has not come whole yet. */
  | 'filling'
  | 'ready'
  /** Signed out by the coach: the roster is gone, and what was recorded here still goes. */
  | 'revoked'
  /** The database does not open; nothing was deleted. */
  | 'broken';

/** On which network photos go: any, Wi-Fi alone, or none before a person sends them. */
export type PhotoNetwork = 'always' | 'wifi' | 'by_hand';

export interface SyncStatus {
  readonly phase: 'idle' | 'sending' | 'receiving' | 'waiting' | 'offline' | 'needs_login';
  /** Changes on this phone that the server has not acknowledged. */
  readonly pending: number;
  /** Changes that the server refused and nobody has fixed. */
  readonly refused: number;
  /** Photos of one's entries that are only here; counted apart from the changes. */
  readonly photos: number;
  readonly photo_under_way: boolean;
  /** Of the exchange under way: changes while sending, bytes while receiving. */
  readonly done: number;
  readonly total: number;
  readonly last_ok_at: string | null;
  readonly error_code: string | null;
  /** Server's clock minus this phone's; null before the first answer. */
  readonly clock_skew_ms: number | null;
  /** An op could not be read by this server, or the server asks for a newer app. */
  readonly update_wanted: boolean;
}

export const EMPTY_ROSTER: Roster = {
  market: null,
  sections: [],
  trades: [],
  rahbas: [],
  people: new Map(),
  souk_days: [],
  forms: new Map(),
  form_versions: new Map(),
  stalls: new Map(),
  traders: new Map(),
  aliases: new Map(),
};

export const phone = signal<PhoneState>('opening');
/** True after the device ran out of room: capture stops, nothing that was saved is lost. */
export const storageFull = signal(false);
export const photoNetwork = signal<PhotoNetwork | null>(null);
/** The open store is of an invented souk: nothing of it reaches a server (PT1). */
export const practising = signal(false);
/** Whether the open store has a PIN; how many stores lie on this phone. */
export const hasPin = signal(false);
/** The coach signed the phone out, and its PIN is gone: another is due before anybody goes on (RV4). */
export const pinGone = signal(false);
/** Counts what arrived out of closed stores, for the screen that shows how much. */
export const arrivals = signal(0);

export const storesHere = signal(0);
/** The screen is hidden until the PIN; the store is open, and what waits goes on being sent (VA9). */
export const screenHidden = signal(false);
/** What this phone last said of being ready for a souk. */
export const readyWord = signal<ReadyWord | null>(null);
/** On a coach's phone: the team's phones, and the closings that were collected of them. */
export const teamPhones = signal<readonly TeamPhone[]>([]);
export const closings = signal<readonly Collected[]>([]);
/** Of the coming souk days; with the codes themselves on a coach's phone. */
export const dayCodes = signal<readonly CarriedCode[]>([]);
export const me = signal<Me | null>(null);
export const entries = signal<ReadonlyMap<string, LocalEntry>>(new Map());
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
export const syncStatus = signal<SyncStatus>({
  phase: 'idle',
  pending: 0,
  refused: 0,
  photos: 0,
  photo_under_way: false,
  done: 0,
  total: 0,
  last_ok_at: null,
  error_code: null,
  clock_skew_ms: null,
  update_wanted: false,
});
