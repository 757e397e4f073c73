import type { Collected, TeamPhone } from '../../api/types';

/** Whose closing a coach's phone has of a day. Pure. */

export interface PersonClosing {
  readonly person: TeamPhone['person'];
  /** The newest of their phones. */
  readonly collected: Collected | undefined;
}

/** Everybody of the team but oneself, once, however many phones they had, in the order of the phones. */
export function byPerson(
  phones: readonly TeamPhone[],
  closings: readonly Collected[],
  souk_date: string,
  self: string | undefined,
): PersonClosing[] {
  const people = new Map(phones.map(({ person }) => [person.id, person]));
  return [...people.values()]
    .filter(({ id }) => id !== self)
    .map((person) => ({
      person,
      collected: closings
        .filter((one) => one.souk_date === souk_date && isOf(one, person.id, phones))
        .sort((one, other) => other.made_at - one.made_at)[0],
    }));
}

function isOf({ device_id }: Collected, person_id: string, phones: readonly TeamPhone[]): boolean {
  return phones.some((phone) => phone.device_id === device_id && phone.person.id === person_id);
}
