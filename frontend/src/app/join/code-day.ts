import type { Day } from '../../capture/day';

/** The souk day whose code counts now: today's, and between two days the next one's (DC3). */
export function codeDay({ is, date, next }: Day): string | null {
  return is === 'souk' ? date : (next?.date ?? null);
}
