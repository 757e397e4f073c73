import { withDefaults } from './defaults.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { type Form, type FormNode, isSensitive, keyOf, listKey, plainPath } from './form.ts';
import type { Answer, Answers, Context, Status, Statuses } from './types.ts';

/** What has been answered so far. Pure: each act gives a new draft. */
export interface Draft {
  /** Also those that are hidden at the moment: going back does not lose them. */
  readonly answers: Answers;
  readonly status: Statuses;
  /** The question at hand, with its instances; null before the first. */
  readonly at: string | null;
  /** Paths whose answer stands and is not shown, until another is given (SV6). */
  readonly masked?: Readonly<Record<string, true>>;
  /** Paths of the questions with a default that have been given it, or had an answer. */
  readonly begun?: Readonly<Record<string, true>>;
  /** What the questions said last whose change sets another. */
  readonly seen?: Readonly<Record<string, string>>;
  /** Paths whose answer is that of the last interview, until it is given anew (SV24). */
  readonly carried?: Readonly<Record<string, true>>;
}

/** The part of a survey's body that the form makes; whom, where and when are the caller's. */
export interface ResponsePart {
  readonly form_id: string;
  readonly form_version: string;
  readonly modules: readonly string[];
  readonly answers: Answers;
  readonly status?: Statuses;
  readonly outcome: 'completed' | 'refused' | 'stopped';
}

/** `carried` are answers taken over from the last interview, to be passed by or changed. */
export function newDraft(
  form: Form,
  modules: readonly string[],
  context: Context,
  carried: Answers = {},
): Draft {
  const marks = Object.fromEntries(Object.keys(carried).map((path) => [path, true as const]));
  const begun: Draft = { answers: carried, status: {}, at: null, carried: marks };
  return withDefaults(form, begun, modules, context);
}

/** With what is sensitive among the answers given before covered. */
export function withMask(form: Form, draft: Draft): Draft {
  const paths = [...Object.keys(draft.answers), ...Object.keys(draft.status)];
  const covered = paths.filter((path) => {
    const node = form.nodes.get(plainPath(path));
    return node !== undefined && node.type !== 'repeat' && isSensitive(node);
  });
  return { ...draft, masked: Object.fromEntries(covered.map((path) => [path, true])) };
}

/** What of a draft may be seen: the question at a masked path stands there as if unanswered. */
export function shownOf(draft: Draft): Draft {
  const seen = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([path]) => !draft.masked?.[path]));
  return draft.masked
    ? { ...draft, answers: seen(draft.answers), status: seen(draft.status) }
    : draft;
}

/** An empty answer is no answer. Answering takes a status back. */
export function withAnswer(draft: Draft, path: string, answer: Answer | null): Draft {
  const { [path]: _old, ...answers } = draft.answers;
  const { [path]: _said, ...status } = draft.status;
  const { [path]: _covered, ...masked } = draft.masked ?? {};
  const { [path]: _before, ...carried } = draft.carried ?? {};
  const empty = answer === null || answer === '' || (Array.isArray(answer) && !answer.length);
  return {
    ...draft,
    answers: empty ? answers : { ...answers, [path]: answer },
    status,
    ...(draft.masked && { masked }),
    ...(draft.carried && { carried }),
  };
}

export function withStatus(draft: Draft, path: string, status: Status): Draft {
  const cleared = withAnswer(draft, path, null);
  return { ...cleared, status: { ...cleared.status, [path]: status } };
}

/** One more instance behind the `count` that there are. */
export function withInstance(
  draft: Draft,
  repeat: FormNode,
  outer: readonly number[],
  count: number,
): Draft {
  const answers = { ...draft.answers, [listKey(repeat, outer)]: count + 1 };
  return { ...draft, answers };
}

/** The instance goes with all its answers; those behind it move up. */
export function withoutInstance(
  draft: Draft,
  repeat: FormNode,
  indices: readonly number[],
  count: number,
): Draft {
  const outer = indices.slice(0, -1);
  const gone = indices[indices.length - 1] ?? 0;
  const list = listKey(repeat, outer);
  /** Null for what was in the instance. */
  const movedPath = (path: string): string | null => {
    if (!path.startsWith(`${list}[`)) return path;
    const index = Number.parseInt(path.slice(list.length + 1), 10);
    if (index === gone) return null;
    if (index < gone) return path;
    const rest = path.slice(keyOf(repeat, [...outer, index]).length);
    return keyOf(repeat, [...outer, index - 1]) + rest;
  };
  const moved = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([path, value]) => {
        const to = movedPath(path);
        return to === null ? [] : [[to, value]];
      }),
    );
  const { answers, status, at, masked, begun, seen } = draft;
  return {
    ...draft,
    answers: { ...moved(answers), [list]: count - 1 },
    status: moved(status),
    at: at && movedPath(at),
    ...(masked && { masked: moved(masked) }),
    ...(begun && { begun: moved(begun) }),
    ...(seen && { seen: moved(seen) }),
  };
}

export const evaluateDraft = (
  form: Form,
  draft: Pick<Draft, 'answers' | 'status'>,
  modules: readonly string[],
  context: Context,
): Evaluation => evaluate(form, draft.answers, modules, context, draft.status);

/**
 * The response of a draft as it stands: the answers of what is asked and nothing else. A refusal keeps
 * only the answer that says so.
 */
export function responseOf(result: Evaluation, draft: Draft): ResponsePart {
  const { form, modules } = result.run;
  const refused = result.outcome !== '';
  const asked = new Set(result.questions.map(({ path }) => path));
  const answers = Object.fromEntries(
    Object.entries(result.clean).filter(([path]) => !refused || form.nodes.get(path)?.outcome),
  );
  const said = Object.entries(draft.status).filter(([path]) => !refused && asked.has(path));
  return {
    form_id: form.compiled.form_id,
    form_version: form.compiled.version,
    modules: [...modules],
    answers,
    ...(said.length ? { status: Object.fromEntries(said) } : {}),
    outcome: refused ? 'refused' : 'completed',
  };
}

/** What was said until the person asked stopped; an answer half given is none. */
export function stoppedResponse(result: Evaluation, draft: Draft): ResponsePart {
  const response = responseOf(result, draft);
  const flawed = new Set(result.questions.filter(({ problem }) => problem).map(({ path }) => path));
  const answers = Object.entries(response.answers).filter(([path]) => !flawed.has(path));
  return { ...response, answers: Object.fromEntries(answers), outcome: 'stopped' };
}
