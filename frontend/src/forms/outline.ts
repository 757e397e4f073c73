import type { Draft } from './draft.ts';
import type { Evaluation, Question } from './evaluate.ts';
import { type FormNode, keyOf } from './form.ts';
import { isTold } from './look.ts';
import { type Around, isHeaded } from './pages.ts';

/** A form at a glance: its sections with what is asked in them, and where instances may be added. Pure. */

export interface Section {
  readonly around: readonly Around[];
  readonly questions: Question[];
}

/** Behind the last instance of a repeat, or where its first would stand. */
export interface More {
  readonly around: readonly Around[];
  readonly repeat: FormNode;
  readonly outer: readonly number[];
  readonly count: number;
}

export function outlineOf(result: Evaluation): readonly (Section | More)[] {
  const outline = new Outline(result);
  outline.walk(result.run.form.top, [], []);
  return outline.parts;
}

class Outline {
  readonly parts: (Section | More)[] = [];
  readonly #result: Evaluation;
  readonly #asked: ReadonlyMap<string, Question>;

  constructor(result: Evaluation) {
    this.#result = result;
    this.#asked = new Map(result.questions.map((question) => [question.path, question]));
  }

  walk(nodes: readonly FormNode[], indices: readonly number[], around: readonly Around[]): void {
    for (const node of nodes) {
      if (node.type === 'repeat') this.#repeat(node, indices, around);
      else if (node.type === 'group') this.#group(node, indices, around);
      else if (!isTold(node)) this.#put(this.#asked.get(keyOf(node, indices)), around);
    }
  }

  #group(node: FormNode, indices: readonly number[], around: readonly Around[]): void {
    const inside = isHeaded(node) ? [...around, { node, indices }] : around;
    this.walk(node.children, indices, inside);
  }

  #repeat(repeat: FormNode, outer: readonly number[], around: readonly Around[]): void {
    const { run } = this.#result;
    const count = run.count(repeat, outer);
    for (let n = 1; n <= count; n++) {
      const indices = [...outer, n];
      this.walk(repeat.children, indices, [...around, { node: repeat, indices }]);
    }
    const first = [...outer, 1];
    if (repeat.count || count >= repeat.max) return;
    if (run.relevant(repeat, keyOf(repeat, first), first)) {
      this.parts.push({ around, repeat, outer, count });
    }
  }

  /** A section goes on as long as the same stands around. */
  #put(question: Question | undefined, around: readonly Around[]): void {
    if (!question) return;
    const last = this.parts[this.parts.length - 1];
    if (last && 'questions' in last && last.around === around) last.questions.push(question);
    else this.parts.push({ around, questions: [question] });
  }
}

/** Whether something is said at a question: an answer, a status, or what the form sets itself. */
export function isAnswered({ path, node }: Question, { answers, status }: Draft): boolean {
  return answers[path] !== undefined || status[path] !== undefined || Boolean(node.calculation);
}
