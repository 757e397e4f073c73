import { t } from '../i18n';
import type { Problem } from './http';
import { problemWords } from './problem-words';

/** Codes that mean the same to a reader as another one. */
const SAME_AS: Readonly<Record<string, string>> = {
  invalid: 'malformed',
  unprocessable_content: 'malformed',
  too_deep: 'too_large',
  request_entity_too_large: 'too_large',
};

/** What happened and what to do now, in the reader's language. */
export function problemText(problem: Problem): { what: string; todo: string } {
  const say: Readonly<Record<string, string>> = t(problemWords);
  const code = SAME_AS[problem.code] ?? problem.code;
  const known = say[code] !== undefined && say[`${code}_todo`] !== undefined ? code : 'other';
  return { what: say[known] ?? '', todo: say[`${known}_todo`] ?? '' };
}
