import { directionOf, lang as page, t } from '../i18n';
import { shownOf, withInstance, withoutInstance } from './draft.ts';
import type { Evaluation, Question } from './evaluate.ts';
import { type FormNode, isSensitive, keyOf } from './form.ts';
import type { Interview } from './interview.ts';
import { type Around, isSame } from './pages.ts';
import type { Instance } from './steps.ts';
import { answerWords, textOf } from './text.ts';
import { words } from './words.ts';

/** Groups and instances by name, and instances added and taken out. */

type Known = Pick<Interview, 'result' | 'draft'>;

/** «House», «Member 2 · Fatima». */
export function nameOf(known: Known, one: Around, lang: string): string {
  const label = headingOf(known.result, one, lang);
  if (one.node.type !== 'repeat') return `\u2068${label}\u2069`;
  const say = t(words);
  const n = one.indices[one.indices.length - 1] ?? 1;
  const who = firstSaid(known, one, lang);
  const telling = who !== '' && !label.includes(who);
  return inPageDirection(telling ? say.instance_of({ label, n, who }) : say.instance({ label, n }));
}

/**
 * What is put together of isolated words has no letter of its own to tell its direction by: whoever
 * isolates it again would have it run from left to right.
 */
function inPageDirection(text: string): string {
  return `${directionOf(page.value) === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`;
}

/** «House › Member 2 · Fatima» */
export function trailOf(known: Known, around: readonly Around[], lang: string): string {
  return around.map((one) => nameOf(known, one, lang)).join(' › ');
}

export function headingOf({ run }: Evaluation, { node, indices }: Around, lang: string): string {
  const scope = { run, key: keyOf(node, indices), indices };
  return textOf(scope, node.source.label, lang) || node.path.split('/').pop() || '';
}

const TELLING = new Set(['text', 'select_one', 'integer', 'date']);

/** What an instance is told apart by: what was first said in it and may be seen. */
function firstSaid({ result, draft }: Known, one: Around, lang: string): string {
  const { answers } = shownOf(draft);
  const isIn = ({ node, scope }: Question) =>
    TELLING.has(node.type) &&
    !isSensitive(node) &&
    node.repeats[node.repeats.length - 1] === one.node &&
    isSame({ node: one.node, indices: scope.indices }, one);
  const first = result.questions.find((question) => isIn(question) && answers[question.path]);
  const answer = first && answers[first.path];
  return first && answer !== undefined ? answerWords(first, answer, lang) : '';
}

/** One instance more behind the `count` that there are, and on to it. */
export function addInstance(
  { draft, change }: Pick<Interview, 'draft' | 'change'>,
  repeat: FormNode,
  outer: readonly number[],
  count: number,
): void {
  const at = keyOf(repeat, [...outer, count + 1]);
  change({ ...withInstance(draft, repeat, outer, count), at });
}

export function removeInstance(interview: Interview, instance: Instance, name: string): void {
  const { repeat, indices, count } = instance;
  const without = withoutInstance(interview.draft, repeat, indices, count);
  interview.changeWithUndo(without, t(words).removed({ label: name }));
}
