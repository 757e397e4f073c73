import { answerProblem, isOffered } from './answers.ts';
import type { Scope } from './closures.ts';
import {
  answerText,
  type Form,
  type FormNode,
  indicesOf,
  keyOf,
  listKey,
  plainPath,
} from './form.ts';
import type { Answer, Answers, Context, Problem, Statuses } from './types.ts';
import { toNumber, toText } from './values.ts';

/**
 * A form evaluated over answers: what is asked, what is calculated, what is wrong. Pure. The twin of
 * `backend/rahba/forms/evaluate.py`; `tests/vectors/forms/` holds both to the same results.
 */

export interface Question {
  readonly node: FormNode;
  /** With instances. */
  readonly path: string;
  readonly scope: Scope;
  required: boolean;
  readonly: boolean;
  unusual: boolean;
  /** The first error found in the answer. */
  problem: string | null;
}

export interface Evaluation {
  readonly run: Run;
  /** What is asked, in the order of asking. */
  readonly questions: Question[];
  /** What is calculated, by path. */
  readonly values: Record<string, string>;
  readonly problems: Problem[];
  /** The answers that belong to the response: those of what is asked. */
  readonly clean: Record<string, Answer>;
  /** What an `outcome` column says: empty to go on, or `refused`, `discarded`. */
  outcome: string;
}

/** Values, relevance and numbers of instances, each found when first needed and then kept. */
export class Run {
  readonly form: Form;
  readonly answers: Answers;
  readonly modules: ReadonlySet<string>;
  readonly context: Context;
  readonly #values = new Map<string, string>();
  readonly #relevance = new Map<string, boolean>();
  readonly #highest: ReadonlyMap<string, number>;

  constructor(form: Form, answers: Answers, modules: Iterable<string>, context: Context) {
    this.form = form;
    this.answers = answers;
    this.modules = new Set(modules);
    this.context = context;
    this.#highest = highestInstances(answers);
  }

  stored(key: string): string {
    return answerText(this.answers[key]);
  }

  /** Empty while the node is not relevant, whatever its answer is. */
  value(node: FormNode, key: string, indices: readonly number[]): string {
    let found = this.#values.get(key);
    if (found === undefined) {
      if (!this.relevant(node, key, indices)) found = '';
      else if (node.calculation) {
        found = toText(node.calculation({ run: this, key, indices }));
        if (node.source.choices) found = this.#chosen(node, key, indices, found.split(' '));
      } else found = this.#answer(node, key, indices);
      this.#values.set(key, found);
    }
    return found;
  }

  /** What the filter of a select leaves out is no answer, as in ODK. */
  #answer(node: FormNode, key: string, indices: readonly number[]): string {
    const stored = this.stored(key);
    if (!stored || !(node.choice_filter || node.from)) return stored;
    // A filter may speak of its own question: of what was answered there.
    this.#values.set(key, stored);
    return this.#chosen(node, key, indices, [this.answers[key]].flat());
  }

  #chosen(node: FormNode, key: string, indices: readonly number[], names: unknown[]): string {
    const scope = { run: this, key, indices };
    return names
      .filter((name) => typeof name === 'string' && isOffered(node, name, scope))
      .join(' ');
  }

  relevant(node: FormNode, key: string, indices: readonly number[]): boolean {
    let found = this.#relevance.get(key);
    if (found === undefined) {
      found = this.#isRelevant(node, key, indices);
      this.#relevance.set(key, found);
    }
    return found;
  }

  #isRelevant(node: FormNode, key: string, indices: readonly number[]): boolean {
    const { module } = node.source;
    if (module !== undefined && !this.modules.has(module)) return false;
    if (node.parent) {
      const above = indices.slice(0, node.parent.repeats.length);
      if (!this.relevant(node.parent, keyOf(node.parent, above), above)) return false;
    }
    return !node.relevant || node.relevant({ run: this, key, indices });
  }

  /** The number of instances that form or answers ask for, before the limit is applied. */
  wanted(repeat: FormNode, outer: readonly number[]): number {
    const key = listKey(repeat, outer);
    if (repeat.count) {
      const number = toNumber(repeat.count({ run: this, key, indices: outer }));
      return number >= 0 && number < 1_000_000 ? Math.trunc(number) : 0;
    }
    const said = this.answers[key];
    if (Number.isInteger(said)) return Math.max(said as number, 0);
    // Nobody has counted yet.
    const begins = Number(repeat.source.initial?.[outer.join('.')] ?? 1);
    return Math.max(this.#highest.get(key) ?? 0, begins);
  }

  count(repeat: FormNode, outer: readonly number[]): number {
    return Math.min(this.wanted(repeat, outer), repeat.max);
  }
}

export function evaluate(
  form: Form,
  answers: Answers,
  modules: Iterable<string>,
  context: Context,
  status: Statuses = {},
): Evaluation {
  const run = new Run(form, answers, modules, context);
  const result: Evaluation = {
    run,
    questions: [],
    values: {},
    problems: [],
    clean: {},
    outcome: '',
  };
  walk(form.top, [], result, status);
  for (const node of form.nodes.values()) {
    if (result.outcome || !node.outcome || node.repeats.length) continue;
    if (run.relevant(node, node.path, [])) {
      result.outcome = toText(node.outcome({ run, key: node.path, indices: [] }));
    }
  }
  refuseLeftovers(result, status);
  return result;
}

function walk(
  nodes: readonly FormNode[],
  indices: readonly number[],
  result: Evaluation,
  status: Statuses,
): void {
  for (const node of nodes) {
    if (node.type === 'repeat') {
      walkRepeat(node, indices, result, status);
      continue;
    }
    const key = keyOf(node, indices);
    if (!result.run.relevant(node, key, indices)) continue;
    if (node.type === 'group') {
      walk(node.children, indices, result, status);
    } else if (node.type === 'calculate') {
      keepValue(node, result.run.value(node, key, indices), key, result);
    } else {
      visit(node, key, indices, result, status);
    }
  }
}

function walkRepeat(
  node: FormNode,
  outer: readonly number[],
  result: Evaluation,
  status: Statuses,
): void {
  const { run } = result;
  const key = listKey(node, outer);
  if (run.wanted(node, outer) > node.max) {
    result.problems.push({ path: key, code: 'too_many', severity: 'error' });
  }
  const said = run.answers[key];
  if (said !== undefined) result.clean[key] = said;
  for (let index = 1; index <= run.count(node, outer); index++) {
    const inner = [...outer, index];
    if (run.relevant(node, keyOf(node, inner), inner)) walk(node.children, inner, result, status);
  }
}

function keepValue(node: FormNode, value: string, key: string, result: Evaluation): void {
  if (!value) return;
  result.values[key] = value;
  if (node.kept) result.clean[key] = value;
}

function visit(
  node: FormNode,
  path: string,
  indices: readonly number[],
  result: Evaluation,
  status: Statuses,
): void {
  const { run } = result;
  const scope: Scope = { run, key: path, indices };
  const question: Question = {
    node,
    path,
    scope,
    required: node.required?.(scope) ?? false,
    readonly: isReadonly(node, scope),
    unusual: false,
    problem: null,
  };
  result.questions.push(question);
  if (node.type === 'note') return;
  const value = run.value(node, path, indices);
  if (node.calculation) {
    keepValue(node, value, path, result);
    return;
  }
  question.problem = problemOf(question, value, result, status);
  if (question.problem) {
    result.problems.push({ path, code: question.problem, severity: 'error' });
  } else if (value && node.warning?.(scope)) {
    question.unusual = true;
    result.problems.push({ path, code: 'unusual', severity: 'warning' });
  }
}

/** Itself, or in a group that is. */
function isReadonly(node: FormNode, scope: Scope): boolean {
  if (node.readonly?.(scope)) return true;
  for (let above = node.parent; above; above = above.parent) {
    if (!above.readonly) continue;
    const indices = scope.indices.slice(0, above.repeats.length);
    if (above.readonly({ ...scope, key: keyOf(above, indices), indices })) return true;
  }
  return false;
}

function problemOf(
  question: Question,
  value: string,
  result: Evaluation,
  status: Statuses,
): string | null {
  const { node, path, scope } = question;
  const answer = result.run.answers[path];
  const said = status[path];
  let problem: string | null = null;
  if (said !== undefined) {
    if (answer !== undefined && answer !== null) return 'status_and_answer';
    const offered = said === 'unknown' || node.source.status?.includes(said);
    return offered ? null : 'status_not_offered';
  }
  if (answer !== undefined && answer !== null) {
    result.clean[path] = answer;
    problem = answerProblem(node, answer, scope);
  }
  if (problem) return problem;
  if (value) return node.constraint && !node.constraint(scope) ? 'constraint' : null;
  return question.required ? 'required' : null;
}

/** Answers to what is not asked: a warning when the form knows the question, else an error. */
function refuseLeftovers(result: Evaluation, status: Statuses): void {
  const { answers, form } = result.run;
  const visited = new Set(Object.keys(result.clean));
  for (const { path } of result.questions) visited.add(path);
  for (const path of Object.keys({ ...answers, ...status })) {
    if (visited.has(path)) continue;
    const node = form.nodes.get(plainPath(path));
    if (!node || node.type === 'group' || !fits(path, node)) {
      result.problems.push({ path, code: 'unknown_question', severity: 'error' });
    } else if (node.type !== 'calculate' && node.type !== 'note') {
      result.problems.push({ path, code: 'hidden_answer', severity: 'warning' });
    }
  }
}

/** Whether the instances in `path` stand where the form repeats. */
function fits(path: string, node: FormNode): boolean {
  const indices = indicesOf(path);
  const depth = node.repeats.length;
  if (node.type === 'repeat' && indices.length === depth - 1)
    return listKey(node, indices) === path;
  return indices.length === depth && keyOf(node, indices) === path;
}

/** For each `/data/member[3]/name`: the highest index of `/data/member`. */
function highestInstances(answers: Answers): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of Object.keys(answers)) {
    if (!key.includes('[')) continue;
    for (const match of key.matchAll(/\[(\d{1,6})\]/g)) {
      const prefix = key.slice(0, match.index);
      found.set(prefix, Math.max(found.get(prefix) ?? 0, Number(match[1])));
    }
  }
  return found;
}
