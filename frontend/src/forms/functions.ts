import { date, dateTime, decimalDateTime, decimalTime, formatDate } from './dates.ts';
import { area, distance, geofence } from './geometry.ts';
import { bySeries, extreme, power, round, total } from './numbers.ts';
import { toBoolean, toNumber, toText, type Value } from './values.ts';

/**
 * What an expression may call. The twin of `backend/rahba/forms/functions.py`; those that need the form
 * or lazy arguments are in `closures.ts`.
 */

type Function = (...values: Value[]) => Value;

const NONE: Value = '';
const members = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (typeof value === 'object' ? value : [toText(value)]));
const nodes = (value: Value): readonly string[] => (typeof value === 'object' ? value : []);
export const words = (value: Value): string[] => toText(value).split(/\s+/).filter(Boolean);

function substr(value: Value = NONE, start: Value = 0, end?: Value): string {
  const letters = [...toText(value)];
  const first = toNumber(start);
  const last = end === undefined ? letters.length : toNumber(end);
  if (Number.isNaN(first) || Number.isNaN(last)) return '';
  return letters.slice(Math.trunc(first), Math.trunc(last)).join('');
}

/** So many characters from the `start`-th on, counted from 1. */
function substring(value: Value = NONE, start: Value = 0, length?: Value): string {
  const letters = [...toText(value)];
  const first = Math.round(toNumber(start)) - 1;
  const last = length === undefined ? letters.length : first + Math.round(toNumber(length));
  if (Number.isNaN(first) || Number.isNaN(last)) return '';
  return letters.slice(Math.max(0, first), Math.max(0, last)).join('');
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

const opened = (values: readonly Value[]): readonly Value[] =>
  values.flatMap((value): readonly Value[] => (typeof value === 'object' ? value : [value]));

function within(low: Value, high: Value, count: number): boolean {
  const [least, most] = [toNumber(low), toNumber(high)];
  return (least < 0 || count >= least) && (most < 0 || count <= most);
}

const checklist = (low: Value = NONE, high: Value = NONE, ...values: Value[]): boolean =>
  within(low, high, opened(values).filter(toBoolean).length);

/** Values and their weights by turns. */
function weightedChecklist(low: Value = NONE, high: Value = NONE, ...pairs: Value[]): boolean {
  const values = opened(pairs.filter((_, at) => at % 2 === 0));
  const weights = opened(pairs.filter((_, at) => at % 2 === 1));
  return within(
    low,
    high,
    total(weights.filter((_, at) => toBoolean(values[at] ?? '')).map(toNumber)),
  );
}

function base64Decode(value: Value = NONE): string {
  try {
    const letters = toText(value).replace(/[=\s]+$/, '');
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

export const FUNCTIONS: Readonly<Record<string, Function>> = {
  string: (value = NONE) => toText(value),
  number: (value = NONE) => toNumber(value),
  boolean: (value = NONE) => toBoolean(value),
  int: (value = NONE) => Math.trunc(toNumber(value)),
  round,
  pi: () => Math.PI,
  exp: bySeries(Math.exp),
  exp10: bySeries((number = 0) => 10 ** number),
  log: bySeries(Math.log),
  log10: bySeries(Math.log10),
  sin: bySeries(Math.sin),
  cos: bySeries(Math.cos),
  tan: bySeries(Math.tan),
  asin: bySeries(Math.asin),
  acos: bySeries(Math.acos),
  atan: bySeries(Math.atan),
  atan2: bySeries(Math.atan2),
  distance,
  area,
  geofence,
  floor: (value = NONE) => Math.floor(toNumber(value)),
  ceiling: (value = NONE) => Math.ceil(toNumber(value)),
  abs: (value = NONE) => Math.abs(toNumber(value)),
  pow: power,
  sqrt: (value = NONE) => Math.sqrt(toNumber(value)),
  not: (value = NONE) => !toBoolean(value),
  true: () => true,
  false: () => false,
  'boolean-from-string': (value = NONE) => ['true', '1'].includes(toText(value)),
  // Of nothing chosen nothing is chosen.
  selected: (value = NONE, name = NONE) =>
    (toText(value).trim() ? words(value) : ['']).includes(toText(name).trim()),
  'selected-at': (value = NONE, at = NONE) => words(value)[Math.trunc(toNumber(at))] ?? '',
  'count-selected': (value = NONE) => words(value).length,
  checklist,
  'weighted-checklist': weightedChecklist,
  concat: (...values) => members(values).join(''),
  join: (separator = NONE, ...values) => members(values).join(toText(separator)),
  contains: (value = NONE, part = NONE) => toText(value).includes(toText(part)),
  'starts-with': (value = NONE, part = NONE) => toText(value).startsWith(toText(part)),
  'ends-with': (value = NONE, part = NONE) => toText(value).endsWith(toText(part)),
  'string-length': (value = NONE) => [...toText(value)].length,
  'normalize-space': (value = NONE) => words(value).join(' '),
  substr,
  substring,
  'substring-before': before,
  'substring-after': after,
  translate,
  'base64-decode': base64Decode,
  regex,
  count: (value = NONE) => nodes(value).length,
  'count-non-empty': (value = NONE) => nodes(value).filter(Boolean).length,
  sum: (value = NONE) => total(nodes(value).map(toNumber)),
  min: (...values) => extreme(values, Math.min),
  max: (...values) => extreme(values, Math.max),
  date,
  'date-time': dateTime,
  'decimal-date-time': decimalDateTime,
  'decimal-time': decimalTime,
  'format-date': formatDate,
  'format-date-time': formatDate,
};
