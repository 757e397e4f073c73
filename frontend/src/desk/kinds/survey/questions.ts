import type { CompiledForm, CompiledNode } from '../../../forms/types';
import { lang } from '../../../i18n';
import { textOf } from '../../names';

/** A question of a compiled form, as a reader needs it. */
export interface Question {
  /** Its place in the order of asking. */
  readonly order: number;
  readonly type: string;
  readonly label: string;
  /** Name of its list of choices. */
  readonly choices: string | undefined;
  readonly sensitive: boolean;
  readonly again: 'possible' | 'period_over';
}

/** Questions by path without repeat indexes, labels in the language of the moment. */
export function questionsOf(form: CompiledForm): Map<string, Question> {
  const found = new Map<string, Question>();
  const visit = (nodes: readonly CompiledNode[], sensitive: boolean, passed: boolean) => {
    for (const node of nodes) {
      const masked = sensitive || node.sensitive === true;
      const over = passed || node.reference_period === true;
      if (node.children) visit(node.children, masked, over);
      else
        found.set(node.path, {
          order: found.size,
          type: node.type,
          label: labelOf(form, node),
          choices: node.choices,
          sensitive: masked,
          again: over ? 'period_over' : 'possible',
        });
    }
  };
  visit(form.nodes, false, false);
  return found;
}

/** `/data/member[2]/name` → `/data/member/name` */
export const plainPath = (path: string) => path.replace(/\[\d+\]/g, '');

export function choiceLabel(form: CompiledForm, list: string, code: string): string {
  const choice = form.choices[list]?.find(({ name }) => name === code);
  return textOf(choice?.label) || code;
}

/** A label may hold other answers: they are left out here, as the coach reads them on their own. */
function labelOf(form: CompiledForm, node: CompiledNode): string {
  const column = form.texts[lang.value] ?? form.texts[form.default_language];
  const inDefault = form.texts[form.default_language];
  const text = column?.[node.label ?? -1] ?? inDefault?.[node.label ?? -1];
  if (typeof text === 'string') return text;
  if (!text) return node.path;
  return text.map((part) => (typeof part === 'string' ? part : '…')).join('');
}
