import { choiceNamed, MAX_INTEGER } from './answers.ts';
import type { Run } from './evaluate.ts';
import { choiceLabel, type Form, type FormNode, inLanguage, keyOf } from './form.ts';
import { FUNCTIONS } from './functions.ts';
import { total } from './numbers.ts';
import type { Choice, Expression } from './types.ts';
import {
  equal,
  less,
  lessOrEqual,
  toBoolean,
  toNumber,
  toText,
  unequal,
  type Value,
} from './values.ts';

/**
 * Expressions of a compiled form turned into functions, once per form. The twin of
 * `backend/rahba/forms/closures.py`; what an operation means is said in `resolve.py` there.
 */

export interface Scope {
  readonly run: Run;
  readonly key: string;
  /** The instances of the enclosing repeats, from 1. */
  readonly indices: readonly number[];
  /** In a condition on choices: the choice at hand. */
  readonly item?: Choice;
  /** In a condition: the scope of the whole expression. */
  readonly outer?: Scope;
  /** In a condition: which of those that met the conditions before, from 1, and of how many. */
  readonly place?: number;
  readonly last?: number;
}

export type Evaluate = (scope: Scope) => Value;
type Builder = (form: Form, ...parts: never[]) => Evaluate;

/** The server compiled it in a way that this app does not know yet: an operation, by its name. */
export class NewerForm extends Error {}

export function build(expression: Expression, form: Form): Evaluate {
  if (typeof expression !== 'object') return () => expression;
  const [operation, ...parts] = expression;
  const special = SPECIAL[operation];
  if (special) return special(form, ...(parts as never[]));
  const call = OPERATORS[operation] ?? FUNCTIONS[operation];
  if (!call) throw new NewerForm(operation);
  const values = (parts as Expression[]).map((part) => build(part, form));
  return (scope) => call(...values.map((value) => value(scope)));
}

export function condition(expression: Expression, form: Form): (scope: Scope) => boolean {
  const evaluate = build(expression, form);
  return (scope) => toBoolean(evaluate(scope));
}

const conditions = (form: Form, parts: Expression[]) => parts.map((part) => condition(part, form));

function ref(form: Form, path: string): Evaluate {
  const node = nodeAt(form, path);
  const depth = node.repeats.length;
  if (depth === 0) return (scope) => scope.run.value(node, path, []);
  return (scope) => {
    const indices = scope.indices.slice(0, depth);
    return scope.run.value(node, keyOf(node, indices), indices);
  };
}

function refs(
  form: Form,
  path: string,
  shared: number,
  tests: readonly [number, Expression][] = [],
): Evaluate {
  const node = nodeAt(form, path);
  const built = tests.map(([depth, test]) => ({ depth, test: build(test, form) }));
  const each = (outer: number[], depth: number, repeat: FormNode, scope: Scope): number[][] => {
    const { run } = scope;
    let found = Array.from({ length: run.count(repeat, outer) }, (_, at) => [...outer, at + 1]);
    for (const one of built) {
      if (one.depth !== depth) continue;
      found = sifted(found, one.test, (indices) => {
        return { run, key: keyOf(repeat, indices), indices, outer: scope.outer ?? scope };
      });
    }
    return found;
  };
  const instances = (scope: Scope): number[][] =>
    node.repeats
      .slice(shared)
      .reduce(
        (found, repeat, at) =>
          found.flatMap((outer) => each(outer, shared + at + 1, repeat, scope)),
        [scope.indices.slice(0, shared)],
      );
  return (scope) => {
    // As in JavaRosa, what is not relevant is in no node-set.
    const { run } = scope;
    const relevant = instances(scope).filter((at) => run.relevant(node, keyOf(node, at), at));
    if (node.type === 'repeat') return relevant.map((at) => keyOf(node, at));
    return relevant.map((at) => run.value(node, keyOf(node, at), at));
  };
}

/** Those that meet the test. A number alone means the one at this place. */
function sifted<T>(all: readonly T[], test: Evaluate, scopeOf: (one: T) => Scope): T[] {
  return all.filter((one, at) => {
    const value = test({ ...scopeOf(one), place: at + 1, last: all.length });
    return typeof value === 'number' ? value === at + 1 : toBoolean(value);
  });
}

function items(
  form: Form,
  list: string,
  test: Expression | null,
  column: string,
  ...more: Expression[]
): Evaluate {
  const choices = form.compiled.choices[list] ?? [];
  const tests = (test === null ? more : [test, ...more]).map((one) => build(one, form));
  return (scope) =>
    tests
      .reduce(
        (found, one) =>
          sifted(found, one, (item) => ({ ...scope, item, outer: scope.outer ?? scope })),
        choices,
      )
      .map((item) => cell(item, column, scope));
}

function cell(item: Choice | undefined, column: string, { run }: Scope): string {
  if (item && column === 'label') return inLanguage(run.form, item.label, run.context.lang);
  const found = item?.[column];
  return typeof found === 'string' ? found : '';
}

function nodeAt(form: Form, path: string): FormNode {
  const node = form.nodes.get(path);
  if (!node) throw new Error(`unknown node ${path}`);
  return node;
}

const MAX_UUID = 255;

const number =
  (compute: (left: number, right: number) => number) =>
  (...[left = '', right = '']: Value[]): Value =>
    compute(toNumber(left), toNumber(right));

const OPERATORS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  '=': (left = '', right = '') => equal(left, right),
  '!=': (left = '', right = '') => unequal(left, right),
  '<': (left = '', right = '') => less(left, right),
  '<=': (left = '', right = '') => lessOrEqual(left, right),
  '>': (left = '', right = '') => less(right, left),
  '>=': (left = '', right = '') => lessOrEqual(right, left),
  '+': (...terms) => total(terms.map(toNumber)),
  '-': number((left, right) => left - right),
  '*': number((left, right) => left * right),
  div: number((left, right) => left / right),
  mod: number((left, right) => left % right),
  neg: (value = '') => -toNumber(value),
  whole: (value = '') => {
    const found = Math.trunc(toNumber(value));
    return Math.abs(found) <= MAX_INTEGER ? found : '';
  },
  decimal: (value = '') => {
    const found = toNumber(value);
    return Number.isFinite(found) ? found : '';
  },
};

const SPECIAL: Readonly<Record<string, Builder>> = {
  num: (_form, text: string) => {
    const value = Number(text);
    return () => value;
  },
  and: (form, ...parts: Expression[]) => {
    const tests = conditions(form, parts);
    return (scope) => tests.every((test) => test(scope));
  },
  or: (form, ...parts: Expression[]) => {
    const tests = conditions(form, parts);
    return (scope) => tests.some((test) => test(scope));
  },
  if: (form, test: Expression, yes: Expression, no: Expression) => {
    const [check, then, otherwise] = [condition(test, form), build(yes, form), build(no, form)];
    return (scope) => (check(scope) ? then(scope) : otherwise(scope));
  },
  coalesce: (form, ...parts: Expression[]) => {
    const values = parts.map((part) => build(part, form));
    return (scope) => {
      for (const value of values) {
        const found = toText(value(scope));
        if (found) return found;
      }
      return '';
    };
  },
  once: (form, part: Expression) => {
    const evaluate = build(part, form);
    return (scope) => scope.run.stored(scope.key) || evaluate(scope);
  },
  ref,
  refs,
  items,
  col: (_form, name: string) => (scope) => cell(scope.item, name, scope),
  current: (form, part: Expression) => {
    const evaluate = build(part, form);
    return (scope) => evaluate(scope.outer ?? scope);
  },
  position: (_form, depth: number) => (scope) => scope.indices[depth - 1] ?? Number.NaN,
  place: () => (scope) => scope.place ?? Number.NaN,
  last: () => (scope) => scope.last ?? Number.NaN,
  label_of: (form, part: Expression, path: string) => {
    const [evaluate, node] = [build(part, form), nodeAt(form, path)];
    return (scope) => {
      const indices = scope.indices.slice(0, node.repeats.length);
      const here = { run: scope.run, key: keyOf(node, indices), indices };
      const label = choiceNamed(node, toText(evaluate(scope)), here)?.label ?? {};
      return inLanguage(form, label, '');
    };
  },
  label: (form, part: Expression, list: string) => {
    const evaluate = build(part, form);
    return (scope) => choiceLabel(form, list, toText(evaluate(scope)), scope.run.context.lang);
  },
  today: () => (scope) => scope.run.context.today,
  now: () => (scope) => scope.run.context.now,
  random: () => () => Math.random(),
  uuid: (form, length: Expression = 36) => {
    const letters = build(length, form);
    return (scope) => {
      const wanted = Math.min(toNumber(letters(scope)), MAX_UUID) || 0;
      let found = '';
      while (found.length < wanted) found += crypto.randomUUID();
      return found.slice(0, wanted);
    };
  },
};
