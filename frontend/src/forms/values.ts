/**
 * Values as XPath sees them and their conversions. The twin of `backend/rahba/forms/values.py`, where
 * the reasons stand; `tests/vectors/forms/expressions.json` holds both to the same results.
 */

/** A string, a number, a boolean, or a node-set as the strings in it. */
export type Value = string | number | boolean | readonly string[];

export interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const NUMBER = /^[ \t\n\r\f\v]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\n\r\f\v]*$/;
const MOMENT =
  /^([1-9]\d{3})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const DAY = 86_400_000;
const FIRST_DAY = -354_285;
const LAST_DAY = 2_932_896;

export function toText(value: Value): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'object' ? (value[0] ?? '') : String(value);
}

function numberText(number: number): string {
  if (Number.isNaN(number)) return '';
  if (number === 0) return '0';
  const text = String(number);
  const [digits = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = number < 0 ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const places = Number(exponent);
  return (
    sign +
    (places < 0
      ? `0.${'0'.repeat(-places - 1)}${whole}${fraction}`
      : whole + fraction.padEnd(places, '0'))
  );
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toText(value);
  return NUMBER.test(text) ? Number(text) : days(text);
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'object') return value.some((item) => item !== '');
  return Boolean(value);
}

export const equal = (left: Value, right: Value): boolean => some(left, right, equalItems);
export const unequal = (left: Value, right: Value): boolean =>
  some(left, right, (a, b) => !equalItems(a, b));
export const less = (left: Value, right: Value): boolean =>
  some(left, right, (a, b) => toNumber(a) < toNumber(b));
export const lessOrEqual = (left: Value, right: Value): boolean =>
  some(left, right, (a, b) => toNumber(a) <= toNumber(b));

/** Of a node-set it is enough that one member compares so. */
function some(left: Value, right: Value, compare: (a: Value, b: Value) => boolean): boolean {
  if (typeof left === 'object') return left.some((item) => some(item, right, compare));
  if (typeof right === 'object') return right.some((item) => compare(left, item));
  return compare(left, right);
}

function equalItems(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return toBoolean(left) === toBoolean(right);
  }
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  return toNumber(left) === toNumber(right);
}

export function parseMoment(text: string): Moment | null {
  const found = MOMENT.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => +(part ?? 0));
  const moment = {
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond: +(found[7] ?? '0').padEnd(3, '0'),
  } as Moment;
  const back = new Date(utc(moment));
  const real =
    back.getUTCDate() === day &&
    back.getUTCMonth() + 1 === month &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return real ? moment : null;
}

const utc = (at: Moment): number =>
  Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second, at.millisecond);

export function days(text: string): number {
  const moment = parseMoment(text);
  if (!moment) return Number.NaN;
  // Whole days and seconds apart, as Python adds them: the last bit is the same.
  const { hour, minute, second, millisecond } = moment;
  const midnight = utc({ ...moment, hour: 0, minute: 0, second: 0, millisecond: 0 });
  return midnight / DAY + (hour * 3600 + minute * 60 + second + millisecond / 1000) / 86_400;
}

/** `YYYY-MM-DD` of so many days since 1970-01-01, or empty when there is no such date. */
export function dateText(number: number): string {
  if (!(number >= FIRST_DAY && number < LAST_DAY + 1)) return '';
  return new Date(Math.floor(number) * DAY).toISOString().slice(0, 10);
}

export const isDate = (text: string): boolean => text.length === 10 && parseMoment(text) !== null;

/** The day of the week, Sunday as 0. */
export const weekday = (moment: Moment): number => new Date(utc(moment)).getUTCDay();
