import { Bdi, type ChoiceOption } from '../../ui';
import type { Question } from '../evaluate.ts';
import { labelOf } from '../text.ts';
import type { Choice } from '../types.ts';

export const nameOfChoice = ({ scope }: Question, choice: Choice, lang: string): string =>
  labelOf(scope.run.form, choice.label, lang, choice.name);

/** A choice as a row; its words may be of another script than the page. */
export function optionOf(question: Question, choice: Choice, lang: string): ChoiceOption {
  return { value: choice.name, label: <Bdi>{nameOfChoice(question, choice, lang)}</Bdi> };
}
