import type { Asking } from '../forms/asking';
import type { Lang } from '../i18n';
import type { BadgeRange } from '../roster/badges';

export type { BadgeRange };

/** What a phone carries: the server's snapshot with what came since, and one's own newcomers. */

export type Names = Readonly<Record<Lang, string>>;

export interface Market {
  readonly id: string;
  readonly code: string;
  readonly names: Names;
  readonly commune: unknown;
  readonly timezone: string;
  readonly country: string;
  readonly badge_prefix: string;
  readonly phone_tag_key: string;
  readonly operator: Operator;
  readonly consent: Consent;
}

export interface Operator {
  readonly names: Names;
  readonly contact: string;
  readonly phone: string;
  readonly cndp_ref: string;
  readonly retention_months: number;
  readonly min_age: number;
}

export interface Consent {
  readonly version: string;
  readonly purposes: readonly string[];
  readonly texts: Readonly<Record<Lang, ConsentText>>;
}

export interface ConsentText {
  readonly short: string;
  readonly full: string;
  readonly purposes: Readonly<Record<string, string>>;
}

export interface Coded {
  readonly code: string;
  readonly names: Names;
}
export interface Trade extends Coded {
  readonly section: string;
}
export interface Rahba extends Coded {
  readonly id: string;
  readonly sort: number;
  /** As the team counts them; older servers do not say. */
  readonly lanes?: number;
}

export interface Person {
  readonly id: string;
  readonly name_ar: string;
  readonly name_latin: string;
  readonly roles: readonly string[];
}

export interface SoukDay {
  readonly id: string;
  readonly date: string;
  readonly status: 'planned' | 'held' | 'moved' | 'cancelled' | 'dropped';
  /** Local time of day, `HH:MM` or `HH:MM:SS`. */
  readonly opens: string;
  readonly closes: string;
  readonly closed: boolean;
  /** Why it was moved, cancelled or added: a code. */
  readonly reason?: string;
  readonly moved_to?: string;
}

/** `compiled` is what the evaluator in `forms/` reads. */
export interface Form {
  readonly form_id: string;
  readonly version: string | number;
  readonly titles: Names;
  readonly modules_on: readonly string[];
  readonly compiled: unknown;
  /** From this day on, who was asked before it is asked anew (SV10). */
  readonly ask_again_from?: string;
  /** Offered no more; what was begun in it is finished (FD4). */
  readonly retired?: true;
  /** Of whom it is asked; of anybody where nothing is said (FD6). */
  readonly asking?: Asking;
}

export interface Stall {
  readonly id: string;
  /** Section code, as everywhere outside the wire. */
  readonly rahba: string;
  readonly lane: string;
  readonly number: string;
  readonly walk_order: number;
}

export type Outcome = 'completed' | 'refused' | 'stopped';

/** How a trader's newest survey ended, whoever asked; nothing that was answered (SV10). */
export interface Asked {
  readonly form_id: string;
  readonly outcome: Outcome;
  readonly souk_date: string;
}

export interface Trader {
  readonly id: string;
  readonly known_as: string;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly rahba: string | null;
  readonly trade: string;
  /** As printed: `K-0457-3`. */
  readonly badge: string | null;
  /** `imported`: on a list of the commune's, and not asked yet (IM5). */
  readonly state: 'imported' | 'provisional' | 'approved';
  /** 20-bit keyed tag of the phone number. */
  readonly tag: number | null;
  readonly stalls: readonly string[];
  readonly survey?: Asked;
  /** The newest of each other form; older servers do not say. */
  readonly other_surveys?: readonly Asked[];
  /** Registered on this phone and not yet in the server's roster. */
  readonly mine?: true;
}

export interface Roster {
  readonly market: Market | null;
  readonly sections: readonly Coded[];
  readonly trades: readonly Trade[];
  readonly rahbas: readonly Rahba[];
  readonly people: ReadonlyMap<string, Person>;
  /** By date, oldest first. */
  readonly souk_days: readonly SoukDay[];
  /** The version in force, by form id. */
  readonly forms: ReadonlyMap<string, Form>;
  /** Every version that came to this phone, by `form_id@version`: what was answered is mended in it. */
  readonly form_versions: ReadonlyMap<string, Form>;
  readonly stalls: ReadonlyMap<string, Stall>;
  readonly traders: ReadonlyMap<string, Trader>;
  /** Merged trader → survivor. */
  readonly aliases: ReadonlyMap<string, string>;
}

export interface Zone {
  readonly rahba: string;
  /** Ends included; null: the whole section. Older servers tell orders only. */
  readonly from_lane?: number | null;
  readonly to_lane?: number | null;
  /** null: no place yet. */
  readonly from_order: number | null;
  readonly to_order: number | null;
  /** A colleague's, to be walked once one's own is done or when they are ill. */
  readonly backup?: boolean;
  /** First and last souk date on which it is mine; older servers tell today's only. */
  readonly starts_on?: string;
  readonly ends_on?: string | null;
}

/** Whose store this is. */
export interface Me {
  readonly person: {
    readonly id: string;
    readonly name_ar: string;
    readonly name_latin: string;
    readonly sex: string | null;
  };
  readonly market_id: string;
  readonly device_id: string;
  readonly zones: readonly Zone[];
  readonly badge_ranges: readonly BadgeRange[];
  /** Began by the day code, and no coach has said yet who it is. */
  readonly unlinked: boolean;
}
