import type { Body, Comment, ServerState } from '../entries/types';
import type { CompiledForm } from '../forms/types';
import type { Lang } from '../i18n';

/** The wire of the desk, as this app reads it; what a newer server adds is ignored. */

export type Texts = Readonly<Partial<Record<Lang, string>>>;

export interface Named {
  readonly name_ar: string;
  readonly name_latin: string;
}
export interface DeskPerson extends Named {
  readonly id: string;
  readonly sex?: string | null;
}
export type Role = 'animator' | 'deputy' | 'coach' | 'official' | 'admin';

export interface Me {
  readonly person: DeskPerson;
  readonly roles: readonly Role[];
  readonly market: { id: string; code: string; names: Texts; timezone: string };
}

export interface TradesDocument {
  readonly sections: readonly { readonly code: string; readonly names: Texts }[];
  readonly trades: readonly {
    readonly code: string;
    readonly section: string | null;
    readonly names: Texts;
  }[];
}

/** Who decided: a person, or a rule. */
export type By = Named | { readonly policy: string };

// ---- the souk day ----------------------------------------------------------------------------

export type Why = 'eid' | 'weather' | 'holiday' | 'works' | 'health' | 'decision' | 'other';

export interface Calendar {
  readonly today: string;
  /** The one in force and those to come. Weekdays are ISO: Monday 1 … Sunday 7. */
  readonly rules: readonly CalendarRule[];
  readonly hours: readonly SoukHours[];
  /** The next twelve, those that were moved or cancelled too. */
  readonly days: readonly CalendarDay[];
}
export interface CalendarRule {
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly starts_on: string;
}
export interface SoukHours {
  readonly id: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly opens: string;
  readonly closes: string;
}
export interface CalendarDay {
  readonly date: string;
  readonly status: DayStatus;
  readonly origin: 'rule' | 'extra' | 'move';
  readonly opens: string;
  readonly closes: string;
  readonly reason: string | null;
  readonly moved_to: string | null;
  readonly changed_by: Named | null;
  readonly changed_at: string | null;
}

export type DayStatus = 'planned' | 'held' | 'moved' | 'cancelled';
type EntryCounts = Readonly<Partial<Record<ServerState, number>>>;

/** Who let the figures of a day stand, and when. */
export interface Lock {
  readonly date: string;
  readonly by: Named;
  readonly at: string;
}

export interface ReviewDay {
  readonly date: string;
  readonly status: DayStatus;
  readonly closed_at: string | null;
  readonly counts: EntryCounts;
}

export interface FridaySteps {
  readonly not_arrived: { readonly people: number; readonly entries: number | null };
  readonly flagged: number;
  readonly sample: number;
  readonly clean: number;
  readonly close: {
    readonly known_places: number;
    readonly marked: number;
    /** Approved by a rule, and read by nobody. */
    readonly by_policy: number;
  };
}
export type Counted = Readonly<Record<string, number>>;

export interface Friday {
  readonly date: string;
  readonly status: DayStatus;
  readonly closed: boolean;
  readonly lock: Lock | null;
  readonly steps: FridaySteps;
  /** What waits at each step, by kind. */
  readonly kinds: Readonly<Record<'flagged' | 'sample' | 'clean', Counted>>;
  /** Clean registrations by section code. */
  readonly registrations: Counted;
  /** How often each flag stands on what is flagged. */
  readonly flags: Counted;
}
export interface ClosedDay {
  readonly approved: number;
  readonly sampled: number;
  readonly known_places: number;
}

// ---- review ----------------------------------------------------------------------------------

export type Step = 'flagged' | 'sample' | 'clean' | 'all';

/** What an entry is about. Beside sensitive answers only the badge is here, never a name. */
export interface Title {
  readonly trader?: string | null;
  readonly badge?: string | null;
  readonly stall_number?: string | number | null;
  readonly section?: string | null;
}

export interface QueueItem {
  readonly entry_id: string;
  readonly kind: string;
  readonly rev: number;
  readonly state: ServerState;
  readonly proposed_rev: number | null;
  readonly flags: readonly string[];
  readonly souk_date: string;
  readonly author: DeskPerson;
  readonly recorded_at: string;
  readonly received_at: string;
  readonly title: Title;
  /** The step it waits at, `proposed` for a correction, else its state. */
  readonly reason: string;
}
export interface QueuePage {
  readonly items: readonly QueueItem[];
  readonly next: string | null;
  readonly total: number;
  /** How many wait at each step under the same criteria. */
  readonly steps: Readonly<Record<'flagged' | 'sample' | 'clean', number>>;
}

export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}
export interface Revision {
  readonly rev: number;
  readonly type: 'create' | 'revise' | 'cancel';
  /** Made by the decision of the same moment, not by the author. */
  readonly at_desk?: boolean;
  readonly recorded_at: string;
  readonly received_at: string;
  readonly gap?: boolean;
}
export interface ReviewOf {
  readonly id: string;
  readonly decision: string;
  readonly by: By;
  readonly at: string;
  readonly reason: string;
  readonly rev: number;
  readonly comments: readonly Comment[];
  /** Whether it was taken back since. */
  readonly undone?: boolean;
}

export interface EntryDetail extends QueueItem {
  readonly body: Body;
  readonly trader_id?: string | null;
  /** Of a registration: what was recorded of its trader, by kind. */
  readonly hanging?: Counted;
  /** Of its souk day: nothing is decided but a return. */
  readonly lock: Lock | null;
  /** The version that a response was recorded with. */
  readonly form?: CompiledForm | null;
  readonly previous?: { readonly rev: number; readonly body: Body } | null;
  readonly diff?: readonly Change[];
  readonly proposed?: { readonly rev: number; readonly body: Body | null } | null;
  readonly revisions: readonly Revision[];
  readonly reviews: readonly ReviewOf[];
}

export type DecisionType =
  | 'approve'
  | 'return'
  | 'reject'
  | 'reopen'
  | 'accept_proposed'
  | 'refuse_proposed';

/** Where what was recorded of a rejected registration's trader goes. */
export interface Following {
  readonly what: 'keep' | 'reject' | 'move';
  readonly to_id?: string;
}

export interface Decision {
  readonly decision_id: string;
  readonly decision: DecisionType;
  readonly rev: number;
  readonly following?: Following;
  readonly reason?: string;
  readonly comments?: readonly Comment[];
}
export interface Decided {
  readonly review_id: string;
  /** Reviews that followed from it, and the merge, where any did. */
  readonly also?: readonly string[];
  readonly alias_id?: string | null;
  readonly entry_id: string;
  readonly state: ServerState;
  readonly rev: number;
}
export interface BulkResult extends Partial<Omit<Decided, 'entry_id'>> {
  readonly entry_id: string;
  readonly code: 'decided' | 'decided_meanwhile' | 'not_found' | 'not_allowed' | 'day_locked';
}

// ---- people, phones, keys --------------------------------------------------------------------

/** `path` draws the badge's QR in a square of `modules` units a side. */
export interface TraderCard {
  /** `null`: of a pile, nobody's yet. */
  readonly trader_id: string | null;
  readonly badge: string;
  readonly known_as: string;
  readonly section: string | null;
  readonly path: string;
  readonly modules: number;
}
export interface Cards {
  readonly cards: readonly TraderCard[];
  /** Of which `cards` are the next few hundred. */
  readonly total: number;
  readonly without_badge: number;
  readonly market: Texts;
  readonly operator: Texts | null;
  readonly contact: string;
  readonly phone: string;
}

/** An invitation that no phone has used; its code is shown on request. */
export interface OpenInvitation {
  readonly id: string;
  readonly person_id: string;
  readonly created_by: Named;
  readonly expires_at: string;
}
export interface PasswordCode {
  readonly login: string;
  readonly code: string;
  readonly expires_at: string;
}

/** Lanes null: the whole section. */
export interface NewZone {
  readonly person_id: string;
  readonly section: string;
  readonly from_lane: number | null;
  readonly to_lane: number | null;
  readonly backup: boolean;
  readonly starts_on: string;
  readonly ends_on: string | null;
}
export interface Zone extends NewZone {
  readonly id: string;
  readonly places: number;
}
export interface Zones {
  readonly today: string;
  readonly sections: readonly {
    readonly code: string;
    readonly lanes: readonly { readonly lane: number; readonly places: number }[];
  }[];
  readonly zones: readonly Zone[];
}

export interface Invitation {
  readonly code: string;
  readonly url: string;
  readonly expires_at: string;
  readonly qr_svg: string;
}

export type Projection = 'aggregates' | 'pseudonymous' | 'pii';
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly projection: Projection;
  readonly kinds: readonly string[];
  readonly since: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

// ---- registry, duplicates, forms ---------------------------------------------------------------

export interface Trader {
  readonly trader_id: string;
  readonly known_as: string;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly section: string | null;
  readonly trade: string;
  readonly badge: string | null;
  readonly state: 'provisional' | 'approved';
  readonly stall_numbers: readonly (number | string)[];
  /** For a coach alone: where the newest photo of the stall is. */
  readonly photo?: { readonly entry_id: string; readonly sha256: string } | null;
}
export interface TraderPage {
  readonly items: readonly Trader[];
  readonly total: number;
  /** Where the next page begins. */
  readonly next: number | null;
}
export interface Duplicate {
  readonly a: Trader;
  readonly b: Trader;
  readonly reasons: readonly string[];
}
export interface Merge {
  readonly alias_id: string;
  readonly from: Trader;
  readonly to: Trader;
  readonly at: string;
}

// ---- presence ----------------------------------------------------------------------------------

export interface Cell {
  readonly date: string;
  readonly section: string | null;
  readonly traders: {
    readonly present: number;
    readonly absent: number;
    readonly not_recorded: number;
  };
  readonly places: { readonly marked: number; readonly known: number };
  readonly itinerant: { readonly present: number };
  readonly rate_permille: number | null;
  readonly coverage_permille: number | null;
  readonly provisional: boolean;
}
export interface PresenceDay {
  readonly date: string;
  readonly status: DayStatus;
  readonly closed: boolean;
  readonly locked: boolean;
}
export interface Presence {
  readonly days: readonly PresenceDay[];
  readonly sections: readonly { readonly code: string; readonly names: Texts }[];
  readonly cells: readonly Cell[];
  readonly totals: readonly Cell[];
}
