import type { LocalEntry } from '../../entries/types';
import { answerProblem } from '../../forms/answers';
import { Run } from '../../forms/evaluate';
import type { Form } from '../../forms/form';
import type { Answer, Answers, Context } from '../../forms/types';
import type { SurveyBody } from './interview';

/**
 * What the newest survey of this form on this phone said to the questions that are carried forward: who
 * walks from one place to the next meets the same section and trade (SV24). Only what this version of
 * the form takes as it stands. Pure.
 */
export function carriedTo(form: Form, context: Context, entries: Iterable<LocalEntry>): Answers {
  const nodes = [...form.nodes.values()].filter(({ source }) => source.carry);
  const last = nodes.length > 0 ? newestOf(form.compiled.form_id, entries) : undefined;
  if (!last) return {};
  const said: Record<string, Answer> = {};
  for (const { path } of nodes) {
    const answer = last.answers[path];
    if (answer !== undefined) said[path] = answer;
  }
  const run = new Run(form, said, last.modules, context);
  const fitting = nodes.filter(
    (node) => !answerProblem(node, said[node.path], { run, key: node.path, indices: [] }),
  );
  return Object.fromEntries(
    fitting.flatMap(({ path }) => (path in said ? [[path, said[path] as Answer]] : [])),
  );
}

function newestOf(form_id: string, entries: Iterable<LocalEntry>): SurveyBody | undefined {
  let newest: LocalEntry | undefined;
  for (const entry of entries) {
    const { kind, body, state, bodiless, recorded_at } = entry;
    if (kind !== 'survey' || bodiless || state === 'cancelled' || body.form_id !== form_id)
      continue;
    if (body.outcome === 'refused') continue;
    if (!newest || recorded_at > newest.recorded_at) newest = entry;
  }
  return newest?.body as SurveyBody | undefined;
}
