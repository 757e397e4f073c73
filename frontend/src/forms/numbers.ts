import { toNumber, type Value } from './values.ts';

/** Functions of numbers. The twin of `backend/rahba/forms/numbers.py`, where the reasons stand. */

const NONE: Value = '';
const DIGITS = 12;

export const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Of numbers, to twelve significant digits: the last ones differ from machine to machine. */
export const bySeries =
  (compute: (...numbers: number[]) => number) =>
  (...values: Value[]): number =>
    Number(compute(...values.map(toNumber)).toPrecision(DIGITS));

export function round(value: Value = NONE, places: Value = 0): number {
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

const MOST_FACTORS = 1023;
const raised = bySeries((base = 0, times = 0) => base ** times);

export function power(value: Value = NONE, exponent: Value = NONE): number {
  const base = toNumber(value);
  const times = toNumber(exponent);
  if (Number.isNaN(base) || Number.isNaN(times)) return Number.NaN;
  if (!Number.isInteger(times) || Math.abs(times) > MOST_FACTORS) return raised(base, times);
  let result = 1;
  let square = base;
  for (let left = Math.abs(times); left; left = Math.floor(left / 2)) {
    if (left % 2) result *= square;
    square *= square;
  }
  return times < 0 ? 1 / result : result;
}

export function extreme(
  values: readonly Value[],
  choose: (...numbers: number[]) => number,
): number {
  const numbers = values.flatMap((value): readonly Value[] =>
    typeof value === 'object' ? value : [value],
  );
  return numbers.length ? choose(...numbers.map(toNumber)) : Number.NaN;
}
