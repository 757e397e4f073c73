import type { Body, Decision, FieldError, ServerState } from '../entries/types';
import type {
  Coded,
  Form,
  Market,
  Names,
  Outcome,
  Person,
  SoukDay,
  Trade,
  Zone,
} from '../store/roster-types';

/** The public half of the server's recovery key: P-256, coordinates as in a JWK. */
export interface RecoveryKey {
  readonly version: number;
  readonly x: string;
  readonly y: string;
}

/** The wire, as this app reads it: what a newer server adds is ignored (SPEC I16). */

export interface JoinAnswer {
  readonly device_id: string;
  readonly device_token: string;
  /** Pushes and reads nothing. Servers before 0.2 have neither this nor a recovery key. */
  readonly push_token?: string;
  readonly recovery_key?: RecoveryKey;
  readonly person: { id: string; name_ar: string; name_latin: string; sex: string | null };
  readonly market: { id: string; code: string; names: Names };
  readonly epoch: string;
  readonly badge_range: { prefix: string; starts: number; ends: number } | null;
}

export interface SnapshotHead {
  readonly snapshot_id: string;
  readonly bytes: number;
  /** Of the compressed file, hexadecimal. */
  readonly sha256: string;
}

/** Columns instead of rows: a third of the bytes. `rahba` is an index into `rahbas`, -1 for none. */
export interface Snapshot {
  readonly format: number;
  readonly epoch: string;
  readonly cursor: string;
  readonly market: Market;
  readonly trades: { readonly sections: readonly Coded[]; readonly trades: readonly Trade[] };
  /** `lanes`: as the team counts them; servers before 0.2 do not say. */
  readonly rahbas: readonly {
    id: string;
    code: string;
    names: Names;
    sort: number;
    lanes?: number;
  }[];
  readonly people: readonly Person[];
  readonly souk_days: readonly SoukDay[];
  readonly forms: readonly Form[];
  readonly aliases: readonly (readonly [from: string, to: string])[];
  readonly stalls: {
    readonly id: readonly string[];
    readonly rahba: readonly number[];
    readonly lane: readonly (string | number)[];
    readonly number: readonly (string | number)[];
    readonly walk_order: readonly number[];
  };
  /** How a survey ended on a day, each once; older servers do not say. */
  readonly surveys?: readonly (readonly [form_id: string, outcome: Outcome, souk_date: string])[];
  readonly traders: {
    readonly id: readonly string[];
    readonly known_as: readonly string[];
    readonly name_ar: readonly (string | null)[];
    readonly name_latin: readonly (string | null)[];
    readonly rahba: readonly number[];
    readonly trade: readonly string[];
    readonly badge: readonly (number | null)[];
    /** 0 provisional, 1 approved */
    readonly state: readonly number[];
    readonly tag: readonly (number | null)[];
    readonly stalls: readonly (readonly number[])[];
    /** Index into `surveys`. */
    readonly survey?: readonly (number | null)[];
    /** Of other forms; not there where only one is in use. */
    readonly other_surveys?: readonly (readonly number[] | null)[];
  };
}

export type CatalogItem = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface OwnEntry {
  readonly entry_id: string;
  readonly kind: string;
  readonly souk_date: string;
  readonly rev: number;
  readonly state: ServerState;
  readonly flags: readonly string[];
  readonly body?: Body | null;
  /** With a body that another phone recorded; the walk goes on behind the newest (PL7). */
  readonly recorded_at?: string;
  readonly proposed_rev?: number | null;
  readonly decision?: Decision | null;
}

export interface Settlement {
  readonly op_id: string;
  readonly outcome: 'released' | 'discarded' | 'superseded' | 'erased';
  readonly rev?: number | null;
  readonly reason?: string | null;
}

/** A phone of the team, on a coach's phone alone: whose it is, and what it signs by (QR3). */
export interface TeamPhone {
  readonly device_id: string;
  readonly person: { readonly id: string; readonly name_ar: string; readonly name_latin: string };
  /** P-256, coordinates as in a JWK. */
  readonly key: { readonly x: string; readonly y: string };
}

/** By which a typed day code is told right or wrong without a network (DC2). */
export interface CarriedCode {
  readonly souk_date: string;
  readonly rounds: number;
  readonly salt: string;
  readonly check: string;
  /** On a coach's phone alone. */
  readonly code?: string | null;
}

/** What the server made of a closing; `differs`: taken, but its receipts of that day are others. */
export type ClosingCode = 'taken' | 'differs' | 'older' | 'unknown_phone' | 'forged' | 'unreadable';

/** A closing on the coach's phone, as it was read; `code` is null until the server answered. */
export interface Collected {
  readonly text: string;
  readonly souk_date: string;
  readonly device_id: string;
  /** s since 1970. */
  readonly made_at: number;
  readonly code: ClosingCode | null;
}

export interface PullPage {
  readonly epoch: string;
  readonly server_time: string;
  readonly cursor: string;
  readonly more: boolean;
  readonly me: {
    readonly person: { id: string; name_ar: string; name_latin: string; sex: string | null };
    readonly zones: readonly Zone[];
    readonly badge_ranges: readonly { prefix?: string; starts: number; ends: number }[];
    readonly recovery_key?: RecoveryKey;
    /** For coaches; older servers have none. */
    readonly team_phones?: readonly TeamPhone[];
  };
  readonly catalog: readonly CatalogItem[];
  readonly own: readonly OwnEntry[];
  readonly settlements: readonly Settlement[];
}

export interface OpResult {
  readonly op_id: string | null;
  readonly code: string;
  readonly rev?: number | null;
  readonly received_at?: string | null;
  readonly flags?: readonly string[] | null;
  readonly errors?: readonly FieldError[] | null;
  readonly current?: { rev: number; body: Body; state: ServerState } | null;
  readonly settlement?: Omit<Settlement, 'op_id'> | null;
  /** Of a blocked op: the refused ones that it waits for. */
  readonly behind?: readonly string[];
}

export interface PushAnswer {
  readonly epoch: string;
  readonly server_time: string;
  readonly min_app: string;
  readonly results: readonly OpResult[];
  /** Days of which the server's receipts are others than this phone says (CU2). */
  readonly wanted_days?: readonly string[];
  /** Of the ops that were listed: those without a receipt (CU3). */
  readonly lacking?: readonly string[];
}

/** What a phone said when it last looked whether it is ready for a souk (RE3). */
export interface ReadyWord {
  readonly at: string;
  readonly ok: boolean;
  /** Codes of the checks. */
  readonly failing: readonly string[];
}

export interface Manifest {
  readonly pending: number;
  readonly refused: number;
  readonly oldest_recorded_at?: string;
  /** Souk date → changes that wait. */
  readonly by_day: Readonly<Record<string, number>>;
  /** Photos that wait. */
  readonly media?: number;
  readonly refused_by_day: Readonly<Record<string, number>>;
  /** Souk date → digest of the ops that the server has taken or refused; with a push without ops. */
  readonly digests?: Readonly<Record<string, string>>;
  readonly ready?: ReadyWord;
}
