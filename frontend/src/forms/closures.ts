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
}

export type Evaluate = (scope: Scope) => Value;
type Builder = (form: Form, ...parts: never[]) => Evaluate;

export function build(expression: Expression, form: Form): Evaluate {
  if (typeof expression !== 'object') return () => expression;
  const [operation, ...parts] = expression;
  const special = SPECIAL[operation];
  if (special) return special(form, ...(parts as never[]));
  const call = OPERATORS[operation] ?? FUNCTIONS[operation];
  if (!call) throw new Error(`unknown operation ${operation}`);
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
  const instances = (scope: Scope): number[][] => {
    let found = [scope.indices.slice(0, shared)];
    node.repeats.slice(shared).forEach((repeat, offset) => {
      found = found.flatMap((outer) =>
        Array.from({ length: scope.run.count(repeat, outer) }, (_, at) => [...outer, at + 1]),
      );
      for (const { depth, test } of built) {
        if (depth === shared + offset + 1)
          found = found.filter((at) => meets(test, repeat, at, scope));
      }
    });
    return found;
  };
  return (scope) => {
    // As in JavaRosa, what is not relevant is in no node-set.
    const { run } = scope;
    const relevant = instances(scope).filter((at) => run.relevant(node, keyOf(node, at), at));
    if (node.type === 'repeat') return relevant.map((at) => keyOf(node, at));
    return relevant.map((at) => run.value(node, keyOf(node, at), at));
  };
}

function meets(test: Evaluate, repeat: FormNode, indices: number[], scope: Scope): boolean {
  const { run } = scope;
  const found = test({ run, key: keyOf(repeat, indices), indices, outer: scope.outer ?? scope });
  // A number alone means: the instance with this position.
  if (typeof found === 'number') return found === indices[indices.length - 1];
  return toBoolean(found);
}

function items(form: Form, list: string, test: Expression | null, column: string): Evaluate {
  const choices = form.compiled.choices[list] ?? [];
  const meetsTest = test === null ? null : condition(test, form);
  return (scope) =>
    choices
      .filter((item) => !meetsTest || meetsTest({ ...scope, item, outer: scope.outer ?? scope }))
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
