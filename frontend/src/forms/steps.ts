import type { Evaluation, Question } from './evaluate.ts';
import { type FormNode, keyOf } from './form.ts';
import { isTold } from './look.ts';

/** Where a person is in a form, and where the next press leads. Pure. */

/**
 * The index of the question at `at`, or of the first in the group or instance there. When that is no
 * longer asked: of what now stands behind the last of those `passed` before it.
 */
export function indexAt(result: Evaluation, at: string | null, passed: readonly string[]): number {
  if (at === null) return 0;
  const paths = result.questions.map(({ path }) => path);
  const here = paths.indexOf(at);
  const first = here >= 0 ? here : paths.findIndex((path) => path.startsWith(`${at}/`));
  if (first >= 0) return first;
  const last = Math.max(-1, ...passed.map((path) => paths.indexOf(path)));
  return Math.min(last + 1, Math.max(paths.length - 1, 0));
}

/** Questions behind and all that will be asked, as far as the answers tell; notes are not counted. */
export function progressAt(result: Evaluation, index: number): { done: number; total: number } {
  const counted = (list: readonly Question[]) => list.filter(({ node }) => !isTold(node)).length;
  const { questions } = result;
  return {
    done: counted(questions.slice(0, index)),
    total: counted(questions) + stillOpen(result),
  };
}

/** Whether the form ends behind this question, as far as the answers tell. */
export const endsAt = (result: Evaluation, index: number): boolean =>
  result.outcome !== '' || (index + 1 >= result.questions.length && stillOpen(result) === 0);

const opened = new WeakMap<Evaluation, number>();

/**
 * Questions that are not asked yet and only wait for an answer that is still to come: at the first
 * question the bar must not say "1 of 1". In repeats nobody knows how many there will be.
 */
function stillOpen(result: Evaluation): number {
  const known = opened.get(result) ?? countOpen(result);
  opened.set(result, known);
  return known;
}

function countOpen({ questions, run }: Evaluation): number {
  const asked = new Map(questions.map(({ path }) => [path, run.stored(path)]));
  const waiting = new Set<string>();
  const waits = (node: FormNode): boolean =>
    node.waits_for.some((path) => asked.get(path) === '' || waiting.has(path));
  let count = 0;
  for (const node of run.form.nodes.values()) {
    const { module } = node.source;
    const off = module !== undefined && !run.modules.has(module);
    if (off || node.repeats.length || run.relevant(node, node.path, [])) continue;
    const above = node.parent;
    const reachable = !above || waiting.has(above.path) || run.relevant(above, above.path, []);
    // What lacks a condition of its own waits for the group around it.
    if (!reachable || (node.relevant && !waits(node))) continue;
    waiting.add(node.path);
    if (node.type !== 'group' && node.type !== 'calculate' && !isTold(node)) count += 1;
  }
  return count;
}

export interface Flaw {
  readonly index: number;
  readonly code: string;
}

/** What first stops the form from being done, at the question where it can be mended. */
export function firstFlaw({ questions, problems }: Evaluation): Flaw | null {
  const error = problems.find(
    ({ path, severity }) => severity === 'error' && questions.some((q) => concerns(q, path)),
  );
  if (!error) return null;
  const index = questions.findIndex((question) => concerns(question, error.path));
  return { index, code: error.code };
}

/** A problem of a repeat is shown at the first question in it. */
const concerns = (question: Question, path: string): boolean =>
  question.path === path || question.path.startsWith(`${path}[`);

/** A repeat around a question. */
export interface Instance {
  readonly repeat: FormNode;
  readonly indices: readonly number[];
  readonly count: number;
  /** Another may follow: this is the last question of the last one, and it is the person who says how many. */
  readonly mayAdd: boolean;
  readonly mayRemove: boolean;
}

/** Outermost first. */
export function instancesAt(result: Evaluation, index: number): readonly Instance[] {
  const question = result.questions[index];
  return question?.node.repeats.map((repeat) => instanceOf(repeat, question, result, index)) ?? [];
}

/** The innermost. */
export function instanceAt(result: Evaluation, index: number): Instance | null {
  const all = instancesAt(result, index);
  return all[all.length - 1] ?? null;
}

function instanceOf(
  repeat: FormNode,
  question: Question,
  { questions, run }: Evaluation,
  index: number,
): Instance {
  const indices = question.scope.indices.slice(0, repeat.repeats.length);
  const count = run.count(repeat, indices.slice(0, -1));
  const inside = `${keyOf(repeat, indices)}/`;
  const ends = !questions[index + 1]?.path.startsWith(inside);
  const last = ends && indices[indices.length - 1] === count;
  const free = repeat.count === undefined;
  // Without any other question there would be no screen from which to add one again.
  const alone = questions.every(({ path }) => path.startsWith(inside));
  return {
    ...{ repeat, indices, count },
    mayAdd: free && last && count < repeat.max,
    mayRemove: free && !alone,
  };
}
