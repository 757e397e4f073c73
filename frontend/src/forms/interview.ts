import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { lang } from '../i18n';
import { hideUndo, showUndo } from '../ui';
import { withDefaults } from './defaults.ts';
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
import { pageAt } from './pages.ts';
import { endsAt, firstFlaw, indexAt } from './steps.ts';

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
  /** At each answer, each letter of one that is typed, and each step; the caller keeps it. */
  readonly onChange: (draft: Draft, typing?: 'typing') => void;
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
  /** The questions on the screen, one or those of a page; none where nothing is asked. */
  readonly page: readonly Question[];
  /** Of the first of them among all. */
  readonly index: number;
  /** Some of what is asked is not shown: only what is to be asked again. */
  readonly partial: boolean;
  /** Behind them the form ends. */
  readonly last: boolean;
  /** What stops a question, by path; only once one wanted to go on, not while typing. */
  readonly flaws: Readonly<Record<string, string>>;
  /** Whose answers are unusual, and one wanted to go on: keep or change. */
  readonly doubted: readonly string[];
  /** `typing`: more letters may follow at once. */
  readonly change: (draft: Draft, typing?: 'typing') => void;
  /** The same, and onwards as by *next*; not where the form ends. */
  readonly changeAndGo: (draft: Draft) => void;
  /** The same, with the way back for as long as nothing else is answered. */
  readonly changeWithUndo: (draft: Draft, done: string) => void;
  /** To a question, or to the first in a group or an instance. */
  readonly goTo: (path: string) => void;
  readonly back: () => void;
  /** Onwards, or to what stops; true when something does. */
  readonly next: (keep?: boolean) => boolean;
  readonly reconsider: () => void;
  /** Keeps what was said, as an interview that was stopped; null where the form has ended itself. */
  readonly stop: (() => void) | null;
}

interface Halt {
  readonly flaws: Interview['flaws'];
  readonly doubted: Interview['doubted'];
}
const ONWARDS: Halt = { flaws: {}, doubted: [] };

export function useInterview(props: InterviewProps): Interview {
  const { draft, setDraft, result, shown, from, to } = usePlaced(props);
  const [halted, setHalted] = useState(ONWARDS);
  const { isDoubtful, keep } = useDoubts(draft);
  const going = useRef(false);
  const undoable = useRef(false);
  const { questions } = shown;
  const page = questions.slice(from, to);
  const last = endsAt(shown, to - 1);

  const change = (next: Draft, typing?: 'typing') => {
    if (undoable.current) hideUndo();
    undoable.current = false;
    const begun = withDefaults(props.form, next, props.modules, result.run.context);
    const placed = { ...begun, at: next.at ?? page[0]?.path ?? null };
    setHalted(({ flaws }) => ({ flaws: standing(flaws, draft, placed), doubted: [] }));
    setDraft(placed);
    props.onChange(placed, typing);
  };
  const goTo = (path: string) => {
    change({ ...draft, at: path });
    setHalted(ONWARDS);
  };
  const halt = (what: Partial<Halt>) => {
    setHalted({ ...ONWARDS, ...what });
    return true;
  };
  const finish = () => {
    const flaw = result.outcome ? null : firstFlaw(shown);
    const path = flaw && questions[flaw.index]?.path;
    if (path) {
      goTo(path);
      return halt({ flaws: { [path]: flaw.code } });
    }
    if (result.outcome === 'discarded') props.onDiscard();
    else props.onDone(responseOf(result, draft));
    return false;
  };
  const next = (keepIt = false) => {
    const flaws = page.flatMap(({ path, problem }) => (problem ? [[path, problem]] : []));
    if (flaws.length > 0) return halt({ flaws: Object.fromEntries(flaws) });
    const doubted = page.filter(isDoubtful).map(({ path }) => path);
    if (doubted.length > 0 && !keepIt) return halt({ doubted });
    keep(doubted);
    const following = questions[to]?.path;
    if (result.outcome || following === undefined) return finish();
    goTo(following);
    return false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the answer that leads on
  useEffect(() => {
    if (going.current && !last) next();
    going.current = false;
  }, [draft]);
  return {
    ...{ result: shown, draft, page, index: from, last, ...halted, change, goTo, next },
    partial: props.only !== undefined,
    changeAndGo: (given) => {
      going.current = true;
      change(given);
    },
    changeWithUndo: (given, done) => {
      change(given);
      undoable.current = true;
      showUndo({ icon: 'cross', text: done, undo: () => change(draft) });
    },
    back: () => {
      const before = questions[from - 1]?.path;
      if (before === undefined) props.onPause();
      else goTo(questions[pageAt(shown, from - 1).from]?.path ?? before);
    },
    reconsider: () => setHalted(ONWARDS),
    stop: result.outcome ? null : () => props.onDone(stoppedResponse(result, draft)),
  };
}

/** The draft, and the part of the form that stands on the screen by it. */
function usePlaced(props: InterviewProps) {
  const [draft, setDraft] = useState<Draft>(() => startOf(props.initial, props.comments ?? []));
  const passed = useRef<readonly string[]>([]);
  const result = useEvaluation(props, draft, lang.value);
  const shown = useOnly(result, props.only);
  const { from, to } = pageAt(shown, indexAt(shown, draft.at, passed.current));
  passed.current = shown.questions.slice(0, from).map(({ path }) => path);
  return { draft, setDraft, result, shown, from, to };
}

/** Unusual answers, until they are kept as they stand. */
function useDoubts({ answers, masked }: Draft) {
  const kept = useRef(new Map<string, string>());
  const written = (path: string) => answerText(answers[path]);
  return {
    isDoubtful: ({ path, unusual }: Question) =>
      unusual && !masked?.[path] && kept.current.get(path) !== written(path),
    keep: (paths: readonly string[]) => {
      for (const path of paths) kept.current.set(path, written(path));
    },
  };
}

/** What was found wrong and has not been answered anew. */
function standing(flaws: Halt['flaws'], before: Draft, after: Draft): Halt['flaws'] {
  const isUntouched = (path: string) =>
    before.answers[path] === after.answers[path] && before.status[path] === after.status[path];
  return Object.fromEntries(Object.entries(flaws).filter(([path]) => isUntouched(path)));
}

function useEvaluation(
  { form, modules, today, now }: InterviewProps,
  draft: Draft,
  language: string,
): Evaluation {
  // The moment is that of the opening: `now()` must not change what is asked between two taps.
  const opened = useRef(now()).current;
  const { answers, status } = draft;
  // Going on to another question changes nothing of what is asked: a long form is not evaluated anew.
  return useMemo(
    () => evaluateDraft(form, { answers, status }, modules, { today, now: opened, lang: language }),
    [form, answers, status, modules, today, opened, language],
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
