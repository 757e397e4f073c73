import { t } from '../../i18n';
import { faultWords } from './fault-words';

type Key = keyof ReturnType<typeof say>;
const say = () => t(faultWords);

/** What the reader of workbooks says in English only, by a part of it that does not change. */
const SAID: readonly (readonly [RegExp, Key])[] = [
  [/choices sheet in this xlsform/i, 'no_choices'],
  [/list name not in choices sheet/i, 'unknown_list'],
  [/required column headers were not found/i, 'no_header'],
  [/Choices should have a label/i, 'choice_label'],
  [/question.*(has no|without|missing) label|'label' value is invalid/i, 'no_label'],
  [/must be unique within|must unique anywhere/i, 'name_twice'],
  [/'name' value is invalid|'name' value '.*' is invalid/i, 'bad_name'],
  [/Unknown question type/i, 'unknown_type'],
  [/(no matching|unmatched).*(begin|end)|missing.*end/i, 'unmatched'],
];

/** The fault in the language of the desk; null where only the original can tell. */
export function faultText(code: string, message: string): string | null {
  const known: Readonly<Record<string, Key>> = {
    xlsform_unreadable: 'unreadable',
    xlsform_too_large: 'too_large',
    unsupported_function: 'no_function',
    unsupported_type: 'unknown_type',
    expression_syntax: 'bad_expression',
    unknown_question: 'unknown_question',
    unknown_list: 'unknown_list',
    too_many_questions: 'too_many',
    too_many_choices: 'too_many',
  };
  const key = known[code] ?? SAID.find(([pattern]) => pattern.test(message))?.[1];
  return key ? say()[key] : null;
}
