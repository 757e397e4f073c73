import type { Body } from '../../../entries/types';
import type { CompiledForm } from '../../../forms/types';
import { formatNumber, t } from '../../../i18n';
import { answered, type Field, type Kind, wordFor } from '../kind';
import { photoSaid } from '../photo-said';
import { choiceLabel, plainPath, type Question, questionsOf } from './questions';
import { words } from './words';

export const SURVEY: Kind = {
  name: () => t(words).name,
  fields(body, about) {
    const { form } = about;
    const outcome: Field = {
      path: '',
      label: t(words).outcome,
      value: wordFor(words, 'outcome_', body.outcome),
    };
    const lines = form ? answerLines(body, form) : rawLines(body);
    return answered(body.outcome === 'completed' ? lines : [outcome, ...lines]);
  },
};

type Saying = Pick<Field, 'value' | 'digest'>;

/** Answers and statuses in the order of the form, each under its question's own label. */
function answerLines(body: Body, form: CompiledForm): Field[] {
  const answers = entriesOf(body.answers);
  const statuses = entriesOf(body.status).filter(([path]) => !answers.some(([p]) => p === path));
  const questions = questionsOf(form);
  const line = (path: string, saying: Saying): [order: number, field: Field] => {
    const question = questions.get(plainPath(path));
    const label = question?.label || path;
    const field = { path, label, ...saying, ...(question && { again: question.again }) };
    return [question?.order ?? Number.MAX_SAFE_INTEGER, field];
  };
  const saidAt = (path: string, value: unknown): Saying => {
    const question = questions.get(plainPath(path));
    return question?.type === 'image' ? photoSaid(body) : { value: said(value, question, form) };
  };
  const lines = [
    ...answers
      // what the form computed or noted by itself is nothing that anybody answered
      .filter(([path]) => questions.get(plainPath(path))?.type !== 'calculate')
      .map(([path, value]) => line(path, saidAt(path, value))),
    ...statuses.map(([path, status]) => line(path, { value: wordFor(words, 'status_', status) })),
  ];
  return lines.sort(([a], [b]) => a - b).map(([, field]) => field);
}

function rawLines(body: Body): Field[] {
  return entriesOf(body.answers).map(([path, value]) => ({
    path,
    label: path,
    value: plain(value),
  }));
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function said(value: unknown, question: Question | undefined, form: CompiledForm): string {
  const list = question?.choices;
  const one = (code: unknown) => (list ? choiceLabel(form, list, String(code)) : plain(code));
  return Array.isArray(value) ? value.map(one).join(' · ') : one(value);
}

function plain(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return Object.values(value).join(', ');
  return String(value);
}
