import type { DeskPerson, Role } from '../types';

/** The team on the wire: people, their phones, and what those hold. */

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly last_seen_at: string | null;
  readonly revoked_at: string | null;
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
  };
}
export interface Team {
  /** The souk day that custody speaks of. */
  readonly souk_date: string;
  readonly people: readonly TeamMember[];
}
