import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { choicesOffered } from '../../src/forms/answers.ts';
import { checkResponse, type Response } from '../../src/forms/check.ts';
import { build } from '../../src/forms/closures.ts';
import { evaluate, Run } from '../../src/forms/evaluate.ts';
import { type Form, indicesOf, prepare } from '../../src/forms/form.ts';
import type {
  Answers,
  CompiledForm,
  Context,
  Expression,
  Statuses,
} from '../../src/forms/types.ts';
import type { Value } from '../../src/forms/values.ts';

/** The server's evaluator is held to the same files by `tests/forms/test_vectors.py` (SV2). */

type ProblemVector = [path: string, code: string, severity?: string];

interface Scenario {
  title: string;
  modules?: string[];
  answers: Answers;
  status?: Statuses;
  problems: ProblemVector[];
  asked?: string[];
  values?: Record<string, string>;
  clean?: string[];
  offered?: Record<string, string[]>;
  ends?: string;
}

interface FormVectors {
  form: string;
  context: Context;
  scenarios: Scenario[];
  responses?: { title: string; body: Response; problems: ProblemVector[] }[];
}

const read = <T>(name: string): T =>
  JSON.parse(
    readFileSync(new URL(`../../../tests/vectors/forms/${name}.json`, import.meta.url), 'utf8'),
  );
const formNamed = (name: string): Form => prepare(read<CompiledForm>(`compiled/${name}`));

describe('an expression gives', () => {
  const { context, answers, cases } = read<{
    context: Context;
    answers: Answers;
    cases: [at: string, expression: string, value: Value | null, tree: Expression][];
  }>('expressions');
  const form = formNamed('expressions');

  test.each(cases)('at %s: %s', (key, _expression, expected, tree) => {
    const run = new Run(form, answers, [], context);
    const found = build(tree, form)({ run, key, indices: indicesOf(key) });
    // -0 and 0 are one number to whoever reads it.
    expect(Number.isNaN(found) ? null : found === 0 ? 0 : found).toEqual(expected);
  });
});

const withSeverity = ([path, code, severity = 'error']: ProblemVector) => ({
  path,
  code,
  severity,
});

describe.each(['souk_trader_v1', 'household', 'cascade', 'begins', 'chosen'])(
  'the form %s says',
  (name) => {
    const vectors = read<FormVectors>(name);
    const form = formNamed(vectors.form);

    test.each(vectors.scenarios)('of answers: $title', (scenario) => {
      const { answers, modules = [], status = {} } = scenario;
      const result = evaluate(form, answers, modules, vectors.context, status);
      expect(result.problems).toEqual(scenario.problems.map(withSeverity));
      if (scenario.asked) expect(result.questions.map(({ path }) => path)).toEqual(scenario.asked);
      if (scenario.values) expect(result.values).toEqual(scenario.values);
      if (scenario.clean) expect(Object.keys(result.clean).sort()).toEqual(scenario.clean.sort());
      if (scenario.ends !== undefined) expect(result.outcome).toBe(scenario.ends);
      for (const [path, names] of Object.entries(scenario.offered ?? {})) {
        const question = result.questions.find((asked) => asked.path === path);
        if (!question) throw new Error(`${path} is not asked`);
        const offered = choicesOffered(question.node, question.scope);
        expect(offered.map((choice) => choice.name)).toEqual(names);
      }
    });

    test.each(vectors.responses ?? [])('of a response: $title', (item) => {
      const problems = checkResponse(form, item.body, vectors.context.today);
      expect(problems).toEqual(item.problems.map(withSeverity));
    });
  },
);
