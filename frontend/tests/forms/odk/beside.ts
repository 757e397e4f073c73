import { withDefaults } from '../../../src/forms/defaults.ts';
import {
  type Draft,
  evaluateDraft,
  newDraft,
  withAnswer,
  withInstance,
  withoutInstance,
} from '../../../src/forms/draft.ts';
import type { Evaluation, Question } from '../../../src/forms/evaluate.ts';
import { type Form, indicesOf, keyOf, plainPath, prepare } from '../../../src/forms/form.ts';
import { instanceAt } from '../../../src/forms/steps.ts';
import type { Answer, CompiledForm, Context } from '../../../src/forms/types.ts';
import { anyAnswer, type Chance } from './acts.ts';
import { answerOdk, type OdkNode, odkNodeAt, openedByOdk } from './engine.ts';
import { differences, odkCounts, odkFacts, odkInstance, ourFacts, ourInstance } from './facts.ts';

/** One form in both engines, answered alike, compared after each act. */

export interface FormOfBoth {
  readonly name: string;
  readonly xform: string;
  readonly compiled: CompiledForm;
}

export const CONTEXT: Context = {
  today: '2026-11-27',
  now: '2026-11-27T08:15:30.000+00:00',
  lang: 'en',
};

/** The first differences found in `acts` answers, and the acts that led there. */
export async function differencesOver(
  form: FormOfBoth,
  acts: number,
  chance: Chance,
): Promise<readonly string[]> {
  const both = new Both(form, await openedByOdk(form.xform));
  const told: string[] = [];
  for (let act = 0; act <= acts; act++) {
    if (act) told.push(both.act(chance));
    // More instances than a response may hold: ODK's engine has no such limit.
    if (both.tooMany) break;
    const found = both.differences();
    if (found.length) return [`${form.name} after: ${told.join('; ')}`, ...found];
  }
  return [];
}

const NOT_TYPED = new Set(['note', 'image']);

class Both {
  readonly #odk: OdkNode;
  readonly #modules: readonly string[];
  readonly #form: Form;
  /** Paths of what has no value of its own. */
  readonly #groups: ReadonlySet<string>;
  #draft: Draft;
  #result: Evaluation;

  constructor({ compiled }: FormOfBoth, odk: OdkNode) {
    this.#odk = odk;
    this.#form = prepare(compiled);
    const nodes = [...this.#form.nodes.values()];
    const groups = nodes.filter(({ type }) => type === 'group' || type === 'repeat');
    this.#groups = new Set(groups.map(({ path }) => path));
    this.#modules = compiled.modules.map(({ name }) => name);
    this.#draft = newDraft(this.#form, this.#modules, CONTEXT);
    this.#result = this.#evaluated();
  }

  get tooMany(): boolean {
    return this.#result.problems.some(({ code }) => code === 'too_many');
  }

  differences(): string[] {
    const ours = ourFacts(this.#result);
    const found = differences(ours, odkFacts(this.#odk));
    if (found.length) return found;
    const [here, there] = [ourInstance(ours), odkInstance(this.#odk)];
    const isValue = (line: string) => !this.#groups.has(line.slice(0, line.indexOf('=')));
    const sent = there.filter(isValue);
    if (here.join('\n') === sent.join('\n')) return [];
    const only = (some: string[], others: string[]) =>
      some.filter((line) => !others.includes(line));
    return [`sent: ours alone ${only(here, sent)}; ODK's alone ${only(sent, here)}`];
  }

  /** Something that a person could do, done in both; says what. A photo is a file there, a name here. */
  act(chance: Chance): string {
    const open = this.#result.questions.filter(
      ({ node, readonly }) => !NOT_TYPED.has(node.type) && !node.calculation && !readonly,
    );
    if (!open.length) return 'nothing';
    const question = chance.of(open);
    const told = this.#lengthOrAnswer(question, chance);
    this.#result = this.#evaluated();
    return told;
  }

  #lengthOrAnswer(question: Question, chance: Chance): string {
    const { questions } = this.#result;
    const instance = instanceAt(this.#result, questions.indexOf(question));
    if (instance && !instance.repeat.count && chance.below(3) === 0) {
      const { repeat, indices, count } = instance;
      const outer = indices.slice(0, -1);
      const list = question.path.slice(0, question.path.lastIndexOf(`[${indices.at(-1)}]`));
      const range = odkNodeAt(this.#odk, list);
      if (count < 4) {
        range?.addInstances?.();
        this.#draft = withInstance(this.#draft, repeat, outer, count);
        return `one more ${list}`;
      }
      // Behind what was removed ODK's engine follows the changes of another instance.
      const sources = [...this.#form.followers.keys()];
      if (sources.some(({ repeats }) => repeats.includes(repeat))) return 'nothing';
      range?.removeInstances?.((indices.at(-1) ?? 1) - 1);
      this.#draft = withoutInstance(this.#draft, repeat, indices, count);
      return `without ${list}[${indices.at(-1)}]`;
    }
    const answer = anyAnswer(question, chance);
    this.#answer(question, answer);
    return `${question.path} = ${JSON.stringify(answer)}`;
  }

  #answer({ path, node }: Question, answer: Answer | null): void {
    this.#draft = withAnswer(this.#draft, path, answer);
    const there = odkNodeAt(this.#odk, path);
    if (!there) throw new Error(`${path} is not in ODK's instance`);
    answerOdk(there, node.type, answer);
  }

  /** What was said in instances that a smaller number took away is kept here, and lost there. */
  #forgetGone({ run }: Evaluation): void {
    const isThere = (path: string): boolean => {
      const indices = indicesOf(path);
      const repeats = this.#form.nodes.get(plainPath(path))?.repeats ?? [];
      return repeats.every((repeat, at) => {
        const outer = indices.slice(0, at);
        const { count, parent } = repeat;
        // Where no number is calculated the instances stay as they are.
        const counted = count && (!parent || run.relevant(parent, keyOf(parent, outer), outer));
        return !counted || (indices[at] ?? 0) <= run.count(repeat, outer);
      });
    };
    const kept = <T>(record: Readonly<Record<string, T>> = {}): Record<string, T> =>
      Object.fromEntries(Object.entries(record).filter(([path]) => isThere(path)));
    const { answers, begun, seen } = this.#draft;
    this.#draft = {
      ...this.#draft,
      ...{ answers: kept(answers), begun: kept(begun) },
      ...(seen && { seen: kept(seen) }),
    };
  }

  /**
   * An inner list begins with one instance here and, inside an instance that was added, with none there:
   * the lengths are ODK's.
   */
  #evaluated(): Evaluation {
    const answers = { ...this.#draft.answers, ...odkCounts(this.#odk) };
    this.#draft = withDefaults(this.#form, { ...this.#draft, answers }, this.#modules, CONTEXT);
    const result = evaluateDraft(this.#form, this.#draft, this.#modules, CONTEXT);
    this.#forgetGone(result);
    return result;
  }
}
