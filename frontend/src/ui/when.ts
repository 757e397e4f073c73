import { westernDigits } from '../i18n';

/** A day is `YYYY-MM-DD` inside and `31/12/2026` on the screen, an hour `HH:MM` in both. */
export type WhenKind = 'date' | 'time';

/** Whether this is a day of the calendar, `2026-11-27`. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}

/** Whether this is an hour of the day, `06:30`. */
export function isHour(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

const TYPED_DAY = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;
const DAY_IN_DIGITS = /^(\d{2})(\d{2})(\d{4})$/;
const TYPED_HOUR = /^(\d{1,2})[:.h ]?(\d{2})$/;

function readDay(text: string): string {
  const found = TYPED_DAY.exec(text) ?? DAY_IN_DIGITS.exec(text);
  if (!found) return text;
  const [, day = '', month = '', year = ''] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : text;
}

function readHour(text: string): string {
  const found = TYPED_HOUR.exec(text);
  if (!found) return text;
  const iso = `${(found[1] ?? '').padStart(2, '0')}:${found[2]}`;
  return isHour(iso) ? iso : text;
}

/**
 * What was typed, as a day or an hour where it is one: `1/2/2026`, `01022026`, `٣١/١٢/٢٠٢٦`, `630`, `6h30`.
 * What is neither stays as it was typed: `isDay` and `isHour` tell, and nothing is lost.
 */
export function readWhen(kind: WhenKind, typed: string): string {
  const text = westernDigits(typed).trim();
  return kind === 'date' ? readDay(text) : readHour(text);
}

/** As it stands in the field; a day with its zeros and slashes. */
export function writeWhen(kind: WhenKind, value: string): string {
  return kind === 'date' && isDay(value) ? value.split('-').reverse().join('/') : value;
}

/** Whether this can be kept: nothing at all, or a day or an hour. */
export function isReadable(kind: WhenKind, value: string): boolean {
  return value === '' || (kind === 'date' ? isDay(value) : isHour(value));
}
