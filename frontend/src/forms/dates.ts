import { dateText, days, parseMoment, toNumber, toText, type Value, weekday } from './values.ts';

/** Functions of dates and times. The twin of `backend/rahba/forms/dates.py`. */

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const NONE: Value = '';
const two = (number: number): string => String(number).padStart(2, '0');

export const decimalDateTime = (value: Value = NONE): number =>
  typeof value === 'number' ? value : days(toText(value));

export function date(value: Value = NONE): string {
  if (typeof value === 'number') return dateText(value);
  // 2026-2-3 is a day as well.
  const text = toText(value).replace(/-(\d)(?!\d)/g, '-0$1');
  return parseMoment(text) ? text.slice(0, 10) : dateText(toNumber(text));
}

export function dateTime(value: Value = NONE): string {
  const text = toText(value);
  return parseMoment(text) ? text : '';
}

export const decimalTime = (value: Value = NONE): number => days(`1970-01-01T${toText(value)}`);

export function formatDate(value: Value = NONE, pattern: Value = NONE): string {
  const at = parseMoment(typeof value === 'number' ? dateText(value) : toText(value));
  if (!at) return '';
  const parts: Record<string, string> = {
    Y: String(at.year),
    y: two(at.year % 100),
    m: two(at.month),
    n: String(at.month),
    b: MONTHS[at.month - 1] ?? '',
    d: two(at.day),
    e: String(at.day),
    a: WEEKDAYS[weekday(at)] ?? '',
    H: two(at.hour),
    h: String(at.hour),
    M: two(at.minute),
    S: two(at.second),
    '3': String(at.millisecond).padStart(3, '0'),
  };
  return toText(pattern).replace(/%(.)/g, (whole, letter: string) => parts[letter] ?? whole);
}
