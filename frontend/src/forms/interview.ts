import { useMemo, useRef, useState } from 'preact/hooks';
import { lang } from '../i18n';
import {
  type Draft,
  evaluateDraft,
  type ResponsePart,
  responseOf,
  stoppedResponse,
} from './draft.ts';
import type { Evaluation, Question } from './evaluate.ts';
import type { Form } from './form.ts';
import { answerText } from './form.ts';
import { type Flaw, firstFlaw, indexAt } from './steps.ts';

/** A coach's words at a field; `at` as it is to be shown. */
export interface FieldComment {
  /** The field's path in `answers`, with its instances. */
  readonly path: string;
  readonly text: string;
  readonly by: string;
  /** The day as it is shown; may be empty. */
  readonly at: string;
}

export interface InterviewProps {
  readonly form: Form;
  readonly modules: readonly string[];
  /** Where to begin: `newDraft(…)`, or what `onChange` gave last. */
  readonly initial: Draft;
  /** The souk date and the moment, as expressions see them. */
  readonly today: string;
  readonly now: () => string;
  /** At each answer and each step; the caller keeps it. */
  readonly onChange: (draft: Draft) => void;
  readonly onDone: (response: ResponsePart) => void;
  /** The form has found that nothing may be kept: the draft is to be deleted. */
  readonly onDiscard: () => void;
  readonly onPause: () => void;
  /** Offered while nothing was asked yet: neither agreed nor refused. */
  readonly onNotNow?: (() => void) | undefined;
  /** The person asked may stop: what was said is kept unfinished, or removed. */
  readonly mayStop?: boolean | undefined;
  readonly comments?: readonly FieldComment[] | undefined;
  /** Only these questions are shown, by path, and those whose answers they make wrong. */
  readonly only?: readonly string[] | undefined;
}

export interface Interview {
  readonly result: Evaluation;
  readonly draft: Draft;
  readonly index: number;
  readonly question: Question | undefined;
  /** What stops the question at hand; only once one wanted to go on, not while typing. */
  readonly flaw: string | null;
  /** The answer is unusual and one wanted to go on: keep or change. */
  readonly doubted: boolean;
  readonly change: (draft: Draft) => void;
  readonly back: () => void;
  /** Onwards, or to what stops; true when something does. */
  readonly next: (keep?: boolean) => boolean;
  readonly reconsider: () => void;
  /** Keeps what was said, as an interview that was stopped; null where the form has ended itself. */
  readonly stop: (() => void) | null;
}

export function useInterview(props: InterviewProps): Interview {
  const [draft, setDraft] = useState<Draft>(() => startOf(props.initial, props.comments ?? []));
  const [shown, setShown] = useState<Flaw | 'doubt' | null>(null);
  const kept = useRef(new Map<string, string>());
  const passed = useRef<readonly string[]>([]);
  const result = useEvaluation(props, draft, lang.value);
  const shownResult = useOnly(result, props.only);
  const { questions } = shownResult;
  const index = indexAt(shownResult, draft.at, passed.current);
  const question = questions[index];
  passed.current = questions.slice(0, index).map(({ path }) => path);

  const change = (next: Draft) => {
    const placed = { ...next, at: next.at ?? question?.path ?? null };
    setShown(null);
    setDraft(placed);
    props.onChange(placed);
  };
  const goTo = (to: number) => change({ ...draft, at: questions[to]?.path ?? null });
  const halt = (flaw: Flaw | 'doubt') => {
    setShown(flaw);
    return true;
  };
  const doubtful = ({ path, unusual }: Question) =>
    unusual && !draft.masked?.[path] && kept.current.get(path) !== answerText(draft.answers[path]);
  const finish = () => {
    const flaw = result.outcome ? null : firstFlaw(shownResult);
    if (flaw) {
      goTo(flaw.index);
      return halt(flaw);
    }
    if (result.outcome === 'discarded') props.onDiscard();
    else props.onDone(responseOf(result, draft));
    return false;
  };
  const next = (keep = false) => {
    if (!question) return false;
    if (question.problem) return halt({ index, code: question.problem });
    if (keep) kept.current.set(question.path, answerText(draft.answers[question.path]));
    else if (doubtful(question)) return halt('doubt');
    if (result.outcome || index + 1 >= questions.length) return finish();
    goTo(index + 1);
    return false;
  };
  return {
    result: shownResult,
    draft,
    index,
    question,
    flaw: shown && shown !== 'doubt' ? shown.code : null,
    doubted: shown === 'doubt',
    change,
    back: () => (index > 0 ? goTo(index - 1) : props.onPause()),
    next,
    reconsider: () => setShown(null),
    stop: result.outcome ? null : () => props.onDone(stoppedResponse(result, draft)),
  };
}

function useEvaluation(
  { form, modules, today, now }: InterviewProps,
  draft: Draft,
  language: string,
): Evaluation {
  // The moment is that of the opening: `now()` must not change what is asked between two taps.
  const opened = useRef(now()).current;
  return useMemo(
    () => evaluateDraft(form, draft, modules, { today, now: opened, lang: language }),
    [form, draft, modules, today, opened, language],
  );
}

/** A question that was shown once stays, also when its answer is no longer wrong. */
function useOnly(result: Evaluation, only: readonly string[] | undefined): Evaluation {
  const opened = useRef(new Set(only));
  return useMemo(() => {
    if (!only) return result;
    for (const { path, problem } of result.questions) if (problem) opened.current.add(path);
    const questions = result.questions.filter(({ path }) => opened.current.has(path));
    return questions.length > 0 ? { ...result, questions } : result;
  }, [result, only]);
}

/** Mending begins at the first field that the coach spoke of; gone on with, where one was. */
function startOf(initial: Draft, comments: readonly FieldComment[]): Draft {
  const first = comments.find(({ path }) => path !== '');
  return first && initial.at === null ? { ...initial, at: first.path } : initial;
}
