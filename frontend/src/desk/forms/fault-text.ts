import { t } from '../../i18n';
import { faultWords } from './fault-words';

type Key = keyof ReturnType<typeof say>;
const say = () => t(faultWords);

/** What the reader of workbooks says in English only, by a part of it that does not change. */
const SAID: readonly (readonly [RegExp, Key])[] = [
  [/must have a sheet named 'survey'/i, 'no_survey'],
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

/** Codes that mean the same to a reader as another one. */
const SAME_AS: Readonly<Record<string, Key>> = {
  xlsform_too_large: 'too_large',
  xml_too_large: 'too_large',
  too_many_questions: 'too_many',
  too_many_choices: 'too_many',
  unsupported_control: 'unsupported_type',
  unsupported_preload: 'unsupported_type',
  unsupported_element: 'unsupported_type',
  unsupported_external_data: 'unsupported_itemset',
  unsupported_choice_text: 'choice_label',
  expression_too_deep: 'expression_too_long',
  nested_too_deep: 'expression_too_long',
  nodeset_needed: 'wrong_arguments',
  position_outside_repeat: 'wrong_arguments',
};

/** The fault in the language of the desk; null where only the original can tell. */
export function faultText(code: string, message: string): string | null {
  const words: Readonly<Record<string, string>> = say();
  const key = SAME_AS[code] ?? SAID.find(([pattern]) => pattern.test(message))?.[1];
  return words[code] ?? (key ? (words[key] ?? null) : null);
}
