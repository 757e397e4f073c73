import type { Role } from '../types';
import type { TeamMember } from './types';

/**
 * What is known of somebody's phones: `unknown` where none ever said; `fix` where the server refused
 * something that waits there; `waiting` where something is not sent; `arrived` else.
 */
export type CustodyState = 'unknown' | 'waiting' | 'fix' | 'arrived' | 'none';

export function custodyState(person: TeamMember): CustodyState {
  const { pending, refused } = person.custody;
  if (person.devices.every((device) => device.revoked_at !== null)) return 'none';
  if (pending === null) return 'unknown';
  if (pending > 0) return 'waiting';
  return refused ? 'fix' : 'arrived';
}

const ORDER: readonly CustodyState[] = ['unknown', 'waiting', 'fix', 'arrived', 'none'];

/** Those at risk first, the most entries first among them. */
export function byRisk(people: readonly TeamMember[]): TeamMember[] {
  const rank = (person: TeamMember) => ORDER.indexOf(custodyState(person));
  return [...people].sort(
    (one, other) =>
      rank(one) - rank(other) || (other.custody.pending ?? 0) - (one.custody.pending ?? 0),
  );
}

/** Those whose phones still hold something, or said nothing. */
export function waiting(people: readonly TeamMember[]): TeamMember[] {
  return byRisk(people).filter((person) => {
    const state = custodyState(person);
    return state === 'unknown' || state === 'waiting';
  });
}

/** Whether somebody holds a role on a day, `YYYY-MM-DD`. */
export function holdsOn(person: TeamMember, role: Role, day: string): boolean {
  return person.roles.some(
    (held) =>
      held.role === role && held.starts_on <= day && (held.ends_on === null || day <= held.ends_on),
  );
}
