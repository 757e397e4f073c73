import type { Draft } from './draft.ts';
import { Run } from './evaluate.ts';
import { type Form, type FormNode, keyOf } from './form.ts';
import type { Answer, Context } from './types.ts';
import { toText } from './values.ts';

/**
 * Answers that the form gives itself: each question's once, when the form or its instance of a repeat
 * begins; and what is drawn by chance, which is kept as soon as it is asked for.
 */
export function withDefaults(
  form: Form,
  draft: Draft,
  modules: readonly string[],
  context: Context,
): Draft {
  if (form.defaults.length === 0 && form.drawn.length === 0) return draft;
  const begun: Record<string, true> = { ...draft.begun };
  const answers: Record<string, Answer> = { ...draft.answers };
  // Each sees those before it; an instance may begin because of one.
  for (const node of form.defaults) {
    const run = new Run(form, answers, modules, context);
    for (const indices of instancesOf(node, run)) {
      const key = keyOf(node, indices);
      if (begun[key]) continue;
      begun[key] = true;
      if (answers[key] !== undefined) continue;
      const answer = typedAnswer(node, toText(node.default?.({ run, key, indices }) ?? ''));
      if (answer !== null) answers[key] = answer;
    }
  }
  const run = new Run(form, answers, modules, context);
  for (const node of form.drawn) {
    for (const indices of instancesOf(node, run)) {
      const key = keyOf(node, indices);
      if (answers[key] !== undefined) continue;
      const answer = typedAnswer(node, run.value(node, key, indices));
      if (answer !== null) answers[key] = answer;
    }
  }
  // The same draft where nothing was added: what is found of it need not be found anew.
  const isSame = isAsLong(answers, draft.answers) && isAsLong(begun, draft.begun ?? {});
  return isSame ? draft : { ...draft, answers, begun };
}

const isAsLong = (one: object, other: object): boolean =>
  Object.keys(one).length === Object.keys(other).length;

/** The instances that are there of the repeats around `node`. */
function instancesOf({ repeats }: FormNode, run: Run): number[][] {
  return repeats.reduce<number[][]>(
    (outer, repeat) =>
      outer.flatMap((at) =>
        Array.from({ length: run.count(repeat, at) }, (_, index) => [...at, index + 1]),
      ),
    [[]],
  );
}

/** Of the text that an expression gives, the answer as the question holds it. */
export function typedAnswer(node: FormNode, text: string): Answer | null {
  if (text === '') return null;
  if (node.type === 'integer' || node.source.range?.type === 'integer') {
    return /^-?\d{1,10}$/.test(text) ? Number(text) : null;
  }
  if (node.type === 'select_multiple' || node.type === 'rank') return text.split(/\s+/);
  if (node.type !== 'geopoint') return text;
  const [lat, lon, alt = '0', acc = '0'] = text.split(/\s+/);
  return lat && lon ? { lat, lon, alt, acc } : null;
}
