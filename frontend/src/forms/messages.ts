import { t } from '../i18n';
import type { Question } from './evaluate.ts';
import { textOf } from './text.ts';
import type { Answer } from './types.ts';
import { words } from './words.ts';

/** What a question says of its answer, in the person's language: the form's own words where it has them. */

export function errorOf(question: Question, code: string, lang: string): string {
  const { node, scope } = question;
  const say = t(words);
  switch (code) {
    case 'required':
      return textOf(scope, node.source.required_message, lang) || say.needed;
    case 'constraint':
      return textOf(scope, node.source.constraint_message, lang) || say.constraint;
    case 'too_long':
      return say.too_long({ max: node.max });
    case 'too_many':
      return say.too_many({ max: node.repeats[node.repeats.length - 1]?.max ?? 0 });
    case 'not_a_choice':
      return node.source.range ? say.range(node.source.range) : say.not_a_choice;
    default:
      return wrongType(question);
  }
}

function wrongType({ node }: Question): string {
  const say = t(words);
  switch (node.type) {
    case 'integer':
      return say.wrong_number;
    case 'decimal':
      return say.wrong_decimal;
    case 'range':
      return node.source.range?.type === 'integer' ? say.wrong_number : say.wrong_decimal;
    case 'date':
    case 'datetime':
      return say.wrong_date;
    case 'time':
      return say.wrong_time;
    case 'geopoint':
      return say.wrong_point;
    default:
      return say.wrong_other;
  }
}

/** «12. more than usual» */
export function warningOf(question: Question, answer: Answer | undefined, lang: string): string {
  const say = t(words);
  const why = textOf(question.scope, question.node.source.warning_message, lang) || say.unusual;
  const value = typeof answer === 'number' || typeof answer === 'string' ? String(answer) : '';
  return value ? say.unusual_value({ value, why }) : why;
}
