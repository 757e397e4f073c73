import { render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { type Draft, newDraft } from '../../src/forms/draft.ts';
import { Questionnaire, type QuestionnaireProps } from '../../src/forms/Questionnaire.tsx';
import { lang } from '../../src/i18n';
import { CONTEXT, formNamed } from './forms.ts';

/** A questionnaire on the screen, and the hands that go through it. */

export const root = document.createElement('div');
document.body.append(root);
beforeEach(() => {
  lang.value = 'en';
});
afterEach(() => render(null, root));

type Asked = Partial<QuestionnaireProps> & { answers?: Draft['answers']; at?: string };

export function ask(
  { answers = {}, at, ...props }: Asked,
  around: (questions: VNode) => VNode = (questions) => questions,
) {
  const form = props.form ?? formNamed('souk_trader_v1');
  const calls = {
    onChange: vi.fn<QuestionnaireProps['onChange']>(),
    onDone: vi.fn(),
    onDiscard: vi.fn(),
    onPause: vi.fn(),
  };
  const draft = newDraft(form, props.modules ?? [], CONTEXT, answers);
  act(() =>
    render(
      around(
        <Questionnaire
          form={form}
          modules={[]}
          initial={{ ...draft, at: at ?? null }}
          today={CONTEXT.today}
          now={() => CONTEXT.now}
          title="Ba Saleh"
          {...calls}
          {...props}
        />,
      ),
      root,
    ),
  );
  return calls;
}

export const heading = () => root.querySelector('h2')?.textContent;
export const shown = () => root.textContent ?? '';
/** Without the marks that keep words of another script apart. */
export const plain = (text: string | null | undefined) => text?.replace(/[\u2066-\u2069]/g, '');
export const button = (word: string) => {
  const found = [...root.querySelectorAll('button')].find(
    (one) => plain(one.textContent) === word || plain(one.getAttribute('aria-label')) === word,
  );
  if (!found) throw new Error(`no button «${word}» in: ${shown()}`);
  return found;
};
export const press = (word: string) => act(() => button(word).click());
export const pick = (word: string) => {
  const row = [...root.querySelectorAll('label')].find((label) => label.textContent === word);
  if (!row) throw new Error(`no choice «${word}» in: ${shown()}`);
  act(() => row.querySelector('input')?.click());
};
export const type = (text: string) => {
  const field = root.querySelector('.field input') as HTMLInputElement;
  act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
};
