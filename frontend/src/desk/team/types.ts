import type { DeskPerson, Role } from '../types';

/** The team on the wire: people, their phones, and what those hold. */

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly last_seen_at: string | null;
  readonly revoked_at: string | null;
  /** Of a PIN that was chosen on it. */
  readonly has_unlock_code: boolean;
}
export interface TeamMember extends DeskPerson {
  readonly roles: readonly { role: Role; starts_on: string; ends_on: string | null }[];
  readonly devices: readonly Device[];
  /** `null`: nothing is known, which is not zero. */
  readonly custody: {
    readonly received: number;
    readonly pending: number | null;
    readonly refused: number | null;
    readonly as_of: string | null;
    /** The way on which the oldest word came. */
    readonly by: ToldBy;
    readonly phones: readonly PhoneCustody[];
  };
}

export type ToldBy = 'sync' | 'qr' | 'never';
export interface PhoneCustody {
  readonly device_id: string;
  readonly pending: number;
  readonly refused: number;
  readonly as_of: string;
  readonly by: ToldBy;
}
/** A phone that holds something and was not heard of for hours. */
export interface SilentPhone {
  readonly person_id: string;
  readonly device: { readonly id: string; readonly name: string };
  readonly pending: number;
  readonly heard_at: string;
}
/** Who is ready for the coming souk, by what their phones say (RE4). */
export interface Readiness {
  readonly souk_date: string;
  readonly ready: number;
  readonly of: number;
  /** `at` is null where no phone said anything since two days before. */
  readonly not_ready: readonly {
    readonly person_id: string;
    readonly at: string | null;
    readonly failing: readonly string[];
  }[];
}
export interface Team {
  /** The souk day that custody speaks of. */
  readonly souk_date: string;
  /** Up to today, the newest first. */
  readonly souk_dates: readonly string[];
  /** Whom to call, the first first. */
  readonly silent: readonly SilentPhone[];
  readonly people: readonly TeamMember[];
  /** Null more than two days before the souk. */
  readonly ready: Readiness | null;
}

/** `code` is null where no PIN was chosen, or nothing was sent since. */
export interface UnlockCode {
  readonly person: DeskPerson;
  readonly device_id: string;
  readonly device_name: string;
  readonly code: string | null;
}

/** Good for one souk day. */
export interface DayCode {
  readonly souk_date: string;
  readonly code: string;
}
