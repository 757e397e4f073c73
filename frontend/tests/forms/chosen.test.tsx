import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { type Draft, newDraft } from '../../src/forms/draft.ts';
import { Questionnaire } from '../../src/forms/Questionnaire.tsx';
import type { Answers } from '../../src/forms/types.ts';
import { CONTEXT, formNamed } from './forms.ts';

const form = formNamed('chosen');
const PEOPLE: Answers = {
  '/data/many': 3,
  '/data/person[1]/first': 'Fatima Zahra',
  '/data/person[1]/years': 41,
  '/data/person[2]/first': 'عمر',
  '/data/person[2]/years': 30,
  '/data/person[3]/years': 50,
};
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

let draft: Draft;

function ask(at: string, answers: Answers) {
  draft = { ...newDraft(form, [], CONTEXT), answers, at };
  const none = () => undefined;
  const props = { form, modules: [], initial: draft, today: CONTEXT.today, title: 'Souk' };
  const acts = { onDone: none, onDiscard: none, onPause: none };
  const keep = (next: Draft) => {
    draft = next;
  };
  act(() =>
    render(<Questionnaire {...props} {...acts} now={() => CONTEXT.now} onChange={keep} />, root),
  );
}

const rows = () => [...root.querySelectorAll('input[type=radio]')] as HTMLInputElement[];
const offered = () => rows().map((row) => row.closest('label')?.textContent);

describe('FO8: instances are offered as choices', () => {
  it('by their names, whatever the script, without the one that has none', () => {
    ask('/data/head', PEOPLE);
    expect(offered()).toEqual(['Fatima Zahra', 'عمر']);
    act(() => rows()[1]?.click());
    expect(draft.answers['/data/head']).toBe('عمر');
  });

  it('in the same instance not the person itself', () => {
    ask('/data/person[2]/follows', PEOPLE);
    expect(offered()).toEqual(['Fatima Zahra']);
  });
});
