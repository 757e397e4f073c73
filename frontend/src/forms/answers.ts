import type { Scope } from './closures.ts';
import { type FormNode, indicesOf, keyOf } from './form.ts';
import { shuffled } from './shuffle.ts';
import type { Choice } from './types.ts';
import { isDate, parseMoment, toNumber } from './values.ts';

/** Whether an answer is of its question's type and one of its choices: as `backend/rahba/forms/answers.py`. */

export const MAX_INTEGER = 2_147_483_647;

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,9})?$/;
/** Of a photo, whose bytes travel apart. */
const DIGEST = /^[0-9a-f]{64}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;

/** `wrong_type`, `too_long` or `not_a_choice`; null when the question can have this answer. */
export function answerProblem(node: FormNode, answer: unknown, scope: Scope): string | null {
  switch (node.type) {
    case 'select_one':
      return choiceProblem(node, answer, scope);
    case 'select_multiple':
    case 'rank': {
      if (!Array.isArray(answer) || answer.some((item) => typeof item !== 'string')) {
        return 'wrong_type';
      }
      if (new Set(answer).size !== answer.length) return 'not_a_choice';
      return answer.map((item) => choiceProblem(node, item, scope)).find(Boolean) ?? null;
    }
    case 'integer':
      return isInteger(answer) ? null : 'wrong_type';
    case 'range':
      return rangeProblem(node, answer);
    case 'geopoint':
      return isPoint(answer) ? null : 'wrong_type';
    default:
      return textProblem(node, answer);
  }
}

function textProblem(node: FormNode, answer: unknown): string | null {
  if (typeof answer !== 'string') return 'wrong_type';
  switch (node.type) {
    case 'text':
    case 'barcode':
      return [...answer].length > node.max ? 'too_long' : null;
    case 'decimal':
      return DECIMAL.test(answer) ? null : 'wrong_type';
    case 'date':
      return isDate(answer) ? null : 'wrong_type';
    case 'datetime':
      return answer.includes('T') && answer.length <= 32 && parseMoment(answer)
        ? null
        : 'wrong_type';
    case 'image':
      return DIGEST.test(answer) ? null : 'wrong_type';
    case 'time':
      return TIME.test(answer) ? null : 'wrong_type';
    default:
      return answer === 'OK' ? null : 'wrong_type';
  }
}

const isInteger = (answer: unknown): answer is number =>
  Number.isInteger(answer) && Math.abs(answer as number) <= MAX_INTEGER;

function choiceProblem(node: FormNode, answer: unknown, scope: Scope): string | null {
  if (typeof answer !== 'string') return 'wrong_type';
  return isOffered(node, answer, scope) ? null : 'not_a_choice';
}

export const isOffered = (node: FormNode, name: string, scope: Scope): boolean =>
  named(node, name, scope).some((item) => {
    return !node.choice_filter || node.choice_filter({ ...scope, item, outer: scope });
  });

/** The choice that is called so, whether it is offered at the moment or not. */
export const choiceNamed = (node: FormNode, name: string, scope: Scope): Choice | undefined =>
  named(node, name, scope)[0];

function named(node: FormNode, name: string, scope: Scope): readonly Choice[] {
  if (node.from) return instancesChosen(node.from, scope).filter((one) => one.name === name);
  return scope.run.form.choices.get(node.source.choices ?? '')?.get(name) ?? [];
}

/** Instances as choices, each name once. */
function instancesChosen(
  { instances, name, label }: NonNullable<FormNode['from']>,
  scope: Scope,
): readonly Choice[] {
  const { run } = scope;
  const found = new Map<string, Choice>();
  for (const key of [instances(scope)].flat() as string[]) {
    const at = indicesOf(key);
    const value = run.value(name, keyOf(name, at), at);
    const words = run.value(label, keyOf(label, at), at);
    if (!value || found.has(value)) continue;
    found.set(value, { name: value, label: { [run.form.compiled.default_language]: words } });
  }
  return [...found.values()];
}

function rangeProblem(node: FormNode, answer: unknown): string | null {
  const range = node.source.range;
  const fits =
    range?.type === 'decimal'
      ? typeof answer === 'string' && DECIMAL.test(answer)
      : isInteger(answer);
  if (!range || !fits) return 'wrong_type';
  return Number(range.start) <= Number(answer) && Number(answer) <= Number(range.end)
    ? null
    : 'not_a_choice';
}

function isPoint(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  const point = answer as { lat?: unknown; lon?: unknown };
  const known = Object.keys(point).every((key) => ['lat', 'lon', 'alt', 'acc'].includes(key));
  const decimals = Object.values(point).every((p) => typeof p === 'string' && DECIMAL.test(p));
  if (!known || !decimals || !point.lat || !point.lon) return false;
  return Math.abs(Number(point.lat)) <= 90 && Math.abs(Number(point.lon)) <= 180;
}

/** Those that the filter's first comparison leaves: of thousands of choices one need not try each. */
function candidates({ choices, index }: FormNode, scope: Scope): readonly Choice[] {
  if (!index) return choices;
  const key = index.key({ ...scope, outer: scope });
  return typeof key === 'string' ? (index.items.get(key) ?? []) : choices;
}

/** The choices of a select at this instance, in the order of the form. */
export function choicesOffered(node: FormNode, scope: Scope): readonly Choice[] {
  const test = node.choice_filter;
  if (node.from) return instancesChosen(node.from, scope);
  const offered = test
    ? candidates(node, scope).filter((item) => test({ ...scope, item, outer: scope }))
    : node.choices;
  if (!node.source.shuffle) return offered;
  // Without a seed the moment of the opening is one: it stays while one goes back and forth.
  const moment = Number(scope.run.context.now.replace(/\D/g, ''));
  return shuffled(offered, node.shuffle ? toNumber(node.shuffle(scope)) : moment);
}
