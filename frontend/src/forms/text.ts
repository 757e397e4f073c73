import { t } from '../i18n';
import { choiceNamed } from './answers.ts';
import { build, type Scope } from './closures.ts';
import type { Question } from './evaluate.ts';
import { answerText, type Form } from './form.ts';
import type { Answer, Expression, Label } from './types.ts';
import { toText } from './values.ts';
import { words } from './words.ts';

/** The words of a form in a language, with the answers that stand in them; another's where they lack. */

/** `id` is an index into the form's texts; empty without one. */
export function textOf(scope: Scope, id: number | undefined, lang: string): string {
  const { form } = scope.run;
  if (id === undefined) return '';
  for (const language of languagesFrom(form, lang)) {
    const text = form.compiled.texts[language]?.[id];
    if (typeof text === 'string') return text;
    if (text) return text.map((part) => partOf(part, scope)).join('');
  }
  return '';
}

/** A choice's or module's label, its name where no language has one. */
export function labelOf(form: Form, label: Label, lang: string, name: string): string {
  const language = languagesFrom(form, lang).find((code) => label[code]);
  return (language && label[language]) || name;
}

/** An answer in the words of its choices. */
export function answerWords(
  { node, scope }: Pick<Question, 'node' | 'scope'>,
  answer: Answer,
  lang: string,
): string {
  if (node.type === 'image') return t(words).photo_given;
  if (!node.choices.length && !node.from) return answerText(answer);
  const { form } = scope.run;
  const names: readonly string[] = Array.isArray(answer) ? answer : [answerText(answer)];
  const labels = names.map((name) =>
    labelOf(form, choiceNamed(node, name, scope)?.label ?? {}, lang, name),
  );
  return labels.join(lang === 'ar' ? '، ' : ', ');
}

/** The person's language first, then the one that the form names as its own, then its others in their order. */
export function languagesFrom({ compiled }: Form, lang: string): readonly string[] {
  return [lang, compiled.default_language, ...compiled.languages];
}

/** An answer is isolated (FSI … PDI): a Latin name must not turn the Arabic around it. */
function partOf(part: Expression, scope: Scope): string {
  if (typeof part === 'string') return part;
  return `\u2068${toText(build(part, scope.run.form)(scope))}\u2069`;
}
