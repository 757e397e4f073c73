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
}

const IN_USE: ReadonlySet<string> = new Set(['planned', 'held']);

/** @param days the souk calendar, oldest first */
export function dayOf(days: readonly SoukDay[], today: string, chosen: DayChoice | null): Day {
  const used = days.filter((day) => IN_USE.has(day.status));
  const last = used.filter((day) => day.date < today).slice(-1)[0] ?? null;
  const next = used.find((day) => day.date > today) ?? null;
  if (used.some((day) => day.date === today)) return { date: today, is: 'souk', last, next };
  if (chosen?.made_on !== today) return { date: today, is: 'none', last, next };
  if (chosen.date === today) return { date: today, is: 'declared', last, next };
  return { date: chosen.date, is: 'past', last, next };
}

/** The date on the phone's own calendar: the phone is at the souk. */
export function localDate(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
