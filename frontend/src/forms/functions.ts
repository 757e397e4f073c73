import {
  dateText,
  days,
  isDate,
  parseMoment,
  toBoolean,
  toNumber,
  toText,
  type Value,
  weekday,
} from './values.ts';

/**
 * What an expression may call. The twin of `backend/rahba/forms/functions.py`; those that need the form
 * or lazy arguments are in `closures.ts`.
 */

type Function = (...values: Value[]) => Value;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

const NONE: Value = '';
const members = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (typeof value === 'object' ? value : [toText(value)]));
const nodes = (value: Value): readonly string[] => (typeof value === 'object' ? value : []);
export const words = (value: Value): string[] => toText(value).split(/\s+/).filter(Boolean);
const two = (number: number): string => String(number).padStart(2, '0');
export const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function round(value: Value = NONE, places: Value = 0): number {
  const number = toNumber(value);
  const digits = toNumber(places);
  if (!Number.isFinite(number) || !Number.isFinite(digits)) return number;
  const factor = 10 ** Math.min(Math.abs(Math.trunc(digits)), 15);
  const size = Math.abs(number);
  const rounded =
    digits < 0
      ? Math.floor(size / factor + 0.5) * factor
      : Math.floor(size * factor + 0.5) / factor;
  return number < 0 ? -rounded : rounded;
}

function substr(value: Value = NONE, start: Value = 0, end?: Value): string {
  const letters = [...toText(value)];
  const first = toNumber(start);
  const last = end === undefined ? letters.length : toNumber(end);
  if (Number.isNaN(first) || Number.isNaN(last)) return '';
  return letters.slice(Math.trunc(first), Math.trunc(last)).join('');
}

function translate(value: Value = NONE, from: Value = NONE, to: Value = NONE): string {
  const old = [...toText(from)];
  const fresh = [...toText(to)];
  return [...toText(value)]
    .map((letter) => {
      const at = old.indexOf(letter);
      return at < 0 ? letter : (fresh[at] ?? '');
    })
    .join('');
}

function extreme(values: readonly Value[], choose: (...numbers: number[]) => number): number {
  const numbers = values.flatMap((value): readonly Value[] =>
    typeof value === 'object' ? value : [value],
  );
  return numbers.length ? choose(...numbers.map(toNumber)) : Number.NaN;
}

const patterns = new Map<string, RegExp>();

function regex(value: Value = NONE, pattern: Value = NONE): boolean {
  const source = toText(pattern);
  let compiled = patterns.get(source);
  if (!compiled) {
    compiled = new RegExp(`^(?:${source})$`, 'u');
    patterns.set(source, compiled);
  }
  return compiled.test(toText(value));
}

function before(value: Value = NONE, mark: Value = NONE): string {
  const text = toText(value);
  const at = text.indexOf(toText(mark));
  return at < 0 ? '' : text.slice(0, at);
}

function after(value: Value = NONE, mark: Value = NONE): string {
  const text = toText(value);
  const sign = toText(mark);
  const at = text.indexOf(sign);
  return at < 0 ? '' : text.slice(at + sign.length);
}

function checklist(low: Value = NONE, high: Value = NONE, ...values: Value[]): boolean {
  const count = values.filter(toBoolean).length;
  const [least, most] = [toNumber(low), toNumber(high)];
  return (least < 0 || count >= least) && (most < 0 || count <= most);
}

function date(value: Value = NONE): string {
  if (typeof value === 'number') return dateText(value);
  const text = toText(value);
  return parseMoment(text) ? text.slice(0, 10) : dateText(toNumber(text));
}

function dateTime(value: Value = NONE): string {
  const text = toText(value);
  if (isDate(text)) return `${text}T00:00:00`;
  return parseMoment(text) ? text : '';
}

function decimalTime(value: Value = NONE): number {
  const found = /^(\d\d):(\d\d)(?::(\d\d))?.*$/.exec(toText(value));
  if (!found) return Number.NaN;
  return (+(found[1] ?? 0) * 3600 + +(found[2] ?? 0) * 60 + +(found[3] ?? 0)) / 86_400;
}

function formatDate(value: Value = NONE, pattern: Value = NONE): string {
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
  return toText(pattern).replace(/%(.)/g, (_, letter: string) => parts[letter] ?? letter);
}

export const FUNCTIONS: Readonly<Record<string, Function>> = {
  string: (value = NONE) => toText(value),
  number: (value = NONE) => toNumber(value),
  boolean: (value = NONE) => toBoolean(value),
  int: (value = NONE) => Math.trunc(toNumber(value)),
  round,
  floor: (value = NONE) => Math.floor(toNumber(value)),
  ceiling: (value = NONE) => Math.ceil(toNumber(value)),
  abs: (value = NONE) => Math.abs(toNumber(value)),
  pow: (value = NONE, exponent = NONE) => toNumber(value) ** toNumber(exponent),
  sqrt: (value = NONE) => Math.sqrt(toNumber(value)),
  not: (value = NONE) => !toBoolean(value),
  true: () => true,
  false: () => false,
  'boolean-from-string': (value = NONE) => ['true', '1'].includes(toText(value)),
  selected: (value = NONE, name = NONE) => words(value).includes(toText(name).trim()),
  'selected-at': (value = NONE, at = NONE) => words(value)[Math.floor(toNumber(at))] ?? '',
  'count-selected': (value = NONE) => words(value).length,
  checklist,
  concat: (...values) => members(values).join(''),
  join: (separator = NONE, ...values) => members(values).join(toText(separator)),
  contains: (value = NONE, part = NONE) => toText(value).includes(toText(part)),
  'starts-with': (value = NONE, part = NONE) => toText(value).startsWith(toText(part)),
  'ends-with': (value = NONE, part = NONE) => toText(value).endsWith(toText(part)),
  'string-length': (value = NONE) => [...toText(value)].length,
  'normalize-space': (value = NONE) => words(value).join(' '),
  substr,
  'substring-before': before,
  'substring-after': after,
  translate,
  regex,
  count: (value = NONE) => nodes(value).length,
  'count-non-empty': (value = NONE) => nodes(value).filter(Boolean).length,
  sum: (value = NONE) => total(nodes(value).map(toNumber)),
  min: (...values) => extreme(values, Math.min),
  max: (...values) => extreme(values, Math.max),
  date,
  'date-time': dateTime,
  'decimal-date-time': (value = NONE) => (typeof value === 'number' ? value : days(toText(value))),
  'decimal-time': decimalTime,
  'format-date': formatDate,
  'format-date-time': formatDate,
};
