import { choicesOffered } from '../../../src/forms/answers.ts';
import type { Question } from '../../../src/forms/evaluate.ts';
import type { Answer } from '../../../src/forms/types.ts';

/** Chance that is the same each time: a seed gives one row of numbers. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => [this.next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}

const TEXTS = ['a', 'Ali', 'un deux', 'سوق', 'no', 'yes', '12', '0612345678', 'x'.repeat(30)];
const DAYS = ['2026-11-27', '1999-12-31', '2024-02-29', '1970-01-01', '1969-06-15'];
const HOURS = ['08:30:00.000', '00:00:00.000', '23:59:59.000'];

/** An answer that this question can have; null takes the answer back. */
export function anyAnswer({ node, scope }: Question, chance: Chance): Answer | null {
  if (chance.below(8) === 0) return null;
  const names = choicesOffered(node, scope).map(({ name }) => name);
  switch (node.type) {
    case 'integer':
      return chance.of([0, 1, 2, 3, 5, 12, 17, 18, -4]);
    case 'decimal':
      return chance.of(['0', '1.5', '12.25', '-3', '40', '0.1']);
    case 'range':
      return rangeAnswer(node.source.range, chance);
    case 'date':
      return chance.of(DAYS);
    case 'time':
      return chance.of(HOURS);
    case 'datetime':
      return `${chance.of(DAYS)}T${chance.of(HOURS)}Z`;
    case 'geopoint':
      return { lat: chance.of(['33.01', '-7.5']), lon: '-7.25', alt: '12', acc: '4.5' };
    case 'acknowledge':
      return 'OK';
    case 'select_one':
      return names.length ? chance.of(names) : null;
    case 'select_multiple':
      return names.filter(() => chance.below(2));
    case 'rank':
      return chance.shuffled(names);
    default:
      return chance.of(TEXTS);
  }
}

function rangeAnswer(range: Question['node']['source']['range'], chance: Chance): Answer | null {
  if (!range) return null;
  const [start, end, step] = [range.start, range.end, range.step].map(Number) as [
    number,
    number,
    number,
  ];
  const value = start + chance.below(Math.floor((end - start) / step) + 1) * step;
  return range.type === 'integer' ? value : String(value);
}
