import type { SoukDay } from '../store/roster-types';

/** Which souk day one works on. Dates are local calendar dates, `YYYY-MM-DD`, never made from UTC (CL3). */

/** A choice holds for the day on which it was made. */
export interface DayChoice {
  readonly made_on: string;
  readonly date: string;
}

export interface Day {
  /** Entries are recorded under this date. */
  readonly date: string;
  /**
   * souk: the calendar has it today · declared: someone says it is held today, which the coach will
   * see · past: work goes on for the last one · none: no souk today, and nobody has chosen.
   */
  readonly is: 'souk' | 'declared' | 'past' | 'none';
  readonly last: SoukDay | null;
  readonly next: SoukDay | null;
  /** Cancelled or moved days from today up to the next souk: why there is none on them. */
  readonly off: readonly SoukDay[];
}

const WEEK_MS = 7 * 86_400_000;
const IN_USE: ReadonlySet<string> = new Set(['planned', 'held']);
const CALLED_OFF: ReadonlySet<string> = new Set(['cancelled', 'moved']);

/** @param days the souk calendar, oldest first */
export function dayOf(days: readonly SoukDay[], today: string, chosen: DayChoice | null): Day {
  const used = days.filter((day) => IN_USE.has(day.status));
  const last = used.filter((day) => day.date < today).slice(-1)[0] ?? null;
  const next = used.find((day) => day.date > today) ?? null;
  const off = days.filter(
    ({ date, status }) =>
      CALLED_OFF.has(status) && date >= today && (next === null || date <= latestOf(next, today)),
  );
  const around = { last, next, off };
  if (used.some((day) => day.date === today)) return { date: today, is: 'souk', ...around };
  if (chosen?.made_on !== today) return { date: today, is: 'none', ...around };
  if (chosen.date === today) return { date: today, is: 'declared', ...around };
  return { date: chosen.date, is: 'past', ...around };
}

/** A souk that was moved forward leaves its old day behind the new one: a week is looked over. */
function latestOf(next: SoukDay, today: string): string {
  const week = new Date(Date.parse(`${today}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10);
  return next.date > week ? next.date : week;
}

/**
 * The date of today. A clock that stands outside of the calendar that the server issued is years off:
 * then the date is what the server's clock last made of it (CL4).
 * @param now ms since 1970, by this phone
 * @param skew_ms server's clock minus this phone's, as last heard
 */
export function todayOf(days: readonly SoukDay[], now: number, skew_ms: number): string {
  const says = localDate(new Date(now));
  const outside = says < (days[0]?.date ?? says) || says > (days.slice(-1)[0]?.date ?? says);
  return outside ? localDate(new Date(now + skew_ms)) : says;
}

/** The date on the phone's own calendar: the phone is at the souk. */
export function localDate(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
