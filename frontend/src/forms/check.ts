import { evaluate } from './evaluate.ts';
import { type Form, plainPath } from './form.ts';
import type { Answers, Problem, Said, Statuses } from './types.ts';

/** A survey's response checked as the server will check it: the twin of `backend/rahba/forms/check.py`. */

const OUTCOMES: readonly unknown[] = ['completed', 'refused', 'stopped'];
const STATUSES: readonly unknown[] = ['dont_know', 'refused', 'unknown'] satisfies Said[];

/** What this reads of a survey's body; the rest is for others. */
export interface Response {
  readonly modules?: unknown;
  readonly answers?: unknown;
  readonly status?: unknown;
  readonly outcome?: unknown;
  readonly ended_at?: unknown;
}

/** Errors and warnings, in the order of the form. `today` is the souk date. */
export function checkResponse(form: Form, body: Response, today: string): Problem[] {
  const flaws = shapeProblems(form, body);
  if (flaws.length) return flaws;
  const answers = body.answers as Answers;
  const context = {
    today,
    now: String(body.ended_at || today),
    lang: form.compiled.default_language,
  };
  const status = (body.status ?? {}) as Statuses;
  const result = evaluate(form, answers, body.modules as string[], context, status);
  if (body.outcome === 'refused') {
    return Object.keys(answers)
      .filter((path) => !form.nodes.get(plainPath(path))?.outcome)
      .map((path) => error(path, 'answer_after_refusal'));
  }
  if (result.outcome) return [error('outcome', 'ended_by_form'), ...result.problems];
  if (body.outcome === 'stopped') {
    return result.problems.filter((problem) => problem.code !== 'required');
  }
  return result.problems;
}

function shapeProblems(form: Form, { answers, modules, outcome, status }: Response): Problem[] {
  const problems: Problem[] = [];
  if (!isRecord(answers)) problems.push(error('answers', 'wrong_type'));
  if (!Array.isArray(modules) || modules.some((name) => typeof name !== 'string')) {
    problems.push(error('modules', 'wrong_type'));
  } else if (modules.some((name) => form.compiled.modules.every((known) => known.name !== name))) {
    problems.push(error('modules', 'unknown_module'));
  }
  if (!OUTCOMES.includes(outcome)) problems.push(error('outcome', 'not_a_choice'));
  const given = status ?? {};
  if (!isRecord(given) || Object.values(given).some((said) => !STATUSES.includes(said))) {
    problems.push(error('status', 'wrong_type'));
  }
  return problems;
}

const error = (path: string, code: string): Problem => ({ path, code, severity: 'error' });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
