import type { ReviewDay } from '../types';

/**
 * The day that the coach means by *this Friday*: the newest souk day up to `today` that was held,
 * or is to be and is today; else the newest of all.
 */
export function currentDay(days: readonly ReviewDay[], today: string): string | null {
  const past = sorted(days).filter((day) => day.date <= today && day.status !== 'cancelled');
  return (past[past.length - 1] ?? sorted(days)[0])?.date ?? null;
}

/** The days before and after one, by the calendar. */
export function neighbours(
  days: readonly ReviewDay[],
  date: string,
): { before: string | null; after: string | null } {
  const dates = sorted(days).map((day) => day.date);
  const before = dates.filter((other) => other < date);
  return {
    before: before[before.length - 1] ?? null,
    after: dates.find((other) => other > date) ?? null,
  };
}

function sorted(days: readonly ReviewDay[]): ReviewDay[] {
  return [...days].sort((one, other) => one.date.localeCompare(other.date));
}
