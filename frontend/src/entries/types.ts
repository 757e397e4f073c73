import type { PhotoState } from './medium';

/**
 * What a phone records. Keys are the wire's own (snake_case); times are RFC 3339 UTC, a souk date is
 * a calendar date `YYYY-MM-DD`. An entry is one recorded thing; an op is one immutable change to it.
 */

/** A flat or nested JSON object without floats; each kind defines its own. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Where an entry is, as the animator sees it. The server's states, and before them the phone's:
 * `saved` (on this phone only), `sending` (in a request now), `to_fix` (refused: see `refusal`),
 * `held` and `unsupported` (kept by the server, waiting there), `proposed` (a correction of an
 * entry that a person approved, waiting for the coach).
 */
export type EntryState =
  | 'draft'
  | 'saved'
  | 'sending'
  | 'received'
  | 'proposed'
  | 'returned'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'to_fix'
  | 'held'
  | 'unsupported';

/** The states in which the server itself keeps an entry. */
export type ServerState = 'received' | 'returned' | 'approved' | 'rejected' | 'cancelled';

export interface Subject {
  readonly trader_id?: string;
  readonly stall_id?: string;
}

/** `path` is a field path of the body ('' for the whole entry), `code` a stable code; see SPEC. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
}

/**
 * A coach's words at a field; `phrase` is the code of a ready phrase. An answer is mended without the
 * trader, unless `way` says that it is to be asked again, or that the coach set it to unknown.
 */
export interface Comment {
  readonly path: string;
  readonly text: string;
  readonly phrase?: string;
  readonly way?: 'mend' | 'ask_again' | 'unknown';
}

export type DecidedBy =
  | { readonly name_ar: string; readonly name_latin: string }
  | { readonly policy: string };

export interface Decision {
  readonly decision: string;
  readonly by: DecidedBy;
  readonly at: string;
  readonly reason: string;
  /** The revision that was decided. */
  readonly rev: number;
  readonly comments: readonly Comment[];
}

/** Why the server refused a change. It is kept there too; a fix replaces it. */
export interface Refusal {
  /**
   * invalid, conflict, forbidden, held, unsupported; refused_by_server (the request itself was
   * refused, this op alone in it); discarded (the coach decided not to take it).
   */
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** The coach's, on `discarded`. */
  readonly reason?: string;
  /** On `conflict`: what the server holds, for showing both. */
  readonly current?: { readonly rev: number; readonly body: Body; readonly state: ServerState };
}

/** What the server last said of an entry. */
export interface ServerView {
  readonly rev: number;
  readonly state: ServerState;
  readonly flags: readonly string[];
  readonly proposed_rev: number | null;
  readonly decision?: Decision;
  /** Sent back when the entry was returned, or differs from what this phone holds. */
  readonly body?: Body;
}

export interface LocalEntry<B extends Body = Body> {
  readonly entry_id: string;
  readonly kind: string;
  readonly schema_version: number;
  readonly souk_date: string;
  readonly subject: Subject;
  readonly state: EntryState;
  /** The last revision that the server acknowledged; 0 before the first. */
  readonly rev: number;
  /** The newest body on this phone, sent or not. */
  readonly body: B;
  /** When the newest change was made here. */
  readonly recorded_at: string;
  /** Changes made here so far, the first included. */
  readonly history: number;
  /** Changes not yet acknowledged. */
  readonly pending: number;
  readonly flags: readonly string[];
  readonly proposed_rev: number | null;
  readonly refusal?: Refusal;
  readonly decision?: Decision;
  /** The server changed while changes wait here: laid beside, never over. */
  readonly beside?: ServerView;
  /** The body is not on this phone: recorded on another, or before this one was reinstalled. */
  readonly bodiless?: true;
  /** Where the bytes of its photo are, if this phone has them. */
  readonly photo?: PhotoState;
}

/** What is being filled in; becomes the entry `draft_id` when saved, so a double tap is one entry. */
export interface Draft<B extends Body = Body> {
  readonly draft_id: string;
  readonly kind: string;
  readonly body: B;
  readonly step: string;
  readonly souk_date: string;
  readonly subject: Subject;
  readonly saved_at: string;
}
