import { type Draft, withAnswer } from './draft.ts';
import { Run } from './evaluate.ts';
import { type Form, type FormNode, keyOf } from './form.ts';
import type { Answer, Context } from './types.ts';
import { toText, type Value } from './values.ts';

/**
 * Answers that the form gives itself: each question's once, when the form or its instance of a repeat
 * begins; what is drawn by chance, which is kept as soon as it is asked for; and what follows when
 * another answer changes.
 */
export function withDefaults(
  form: Form,
  draft: Draft,
  modules: readonly string[],
  context: Context,
): Draft {
  if (!form.defaults.length && !form.drawn.length && !form.followers.size) return draft;
  const giving = new Giving(form, draft, modules, context);
  giving.begin(draft.begun === undefined);
  giving.draw();
  giving.follow();
  return giving.draft;
}

/** A response that is there already, to be mended: nothing begins with what was given back then. */
export function alreadyBegun(
  form: Form,
  draft: Draft,
  modules: readonly string[],
  context: Context,
): Draft {
  const giving = new Giving(form, draft, modules, context);
  giving.mark();
  giving.follow();
  return giving.draft;
}

/** Two questions that set each other must come to an end. */
const MAX_ROUNDS = 20;

class Giving {
  readonly #form: Form;
  readonly #begun: Record<string, true>;
  readonly #seen: Record<string, string>;
  readonly #newRun: () => Run;
  #draft: Draft;
  /** None since an answer changed. */
  #known: Run | null = null;

  constructor(form: Form, draft: Draft, modules: readonly string[], context: Context) {
    this.#form = form;
    this.#begun = { ...draft.begun };
    this.#seen = { ...draft.seen };
    this.#draft = draft;
    this.#newRun = () => new Run(form, this.#draft.answers, modules, context);
  }

  /** The same where nothing was added: what is found of it need not be found anew. */
  get draft(): Draft {
    const { begun, seen } = this.#draft;
    const same = begun && isSame(begun, this.#begun) && isSame(seen ?? {}, this.#seen);
    if (same) return this.#draft;
    return {
      ...this.#draft,
      begun: this.#begun,
      ...(this.#form.followers.size > 0 && { seen: this.#seen }),
    };
  }

  get #run(): Run {
    this.#known ??= this.#newRun();
    return this.#known;
  }

  /** What is written in the form comes first: what is calculated sees all of it, and those before it. */
  begin(isFirst: boolean): void {
    const calculated: (() => void)[] = [];
    const before = Object.keys(this.#begun).length;
    this.#each(this.#form.defaults, (node, key, indices) => {
      if (this.#begun[key]) return;
      this.#begun[key] = true;
      if (this.#draft.answers[key] !== undefined) return;
      const written = writtenIn(node, indices, isFirst);
      if (written) this.#set(node, key, written);
      const value = (isFirst ? node.load : node.new) ?? (written === null && node.default);
      if (value)
        calculated.push(() => this.#set(node, key, value({ run: this.#run, key, indices })));
    });
    for (const give of calculated) give();
    // An instance may begin because of an answer.
    if (Object.keys(this.#begun).length > before) this.begin(isFirst);
  }

  mark(): void {
    this.#each(this.#form.defaults, (_, key) => {
      this.#begun[key] = true;
    });
  }

  draw(): void {
    this.#each(this.#form.drawn, (node, key, indices) => {
      if (this.#draft.answers[key] === undefined) {
        this.#set(node, key, this.#run.value(node, key, indices));
      }
    });
  }

  /** A question that was not there before has not changed. */
  follow(): void {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const changed: (() => void)[] = [];
      this.#each([...this.#form.followers.keys()], (source, from, at) => {
        const said = this.#run.value(source, from, at);
        const before = this.#seen[from] ?? said;
        this.#seen[from] = said;
        if (before === said) return;
        for (const { node, value } of this.#form.followers.get(source) ?? []) {
          const indices = at.slice(0, node.repeats.length);
          const key = keyOf(node, indices);
          changed.push(() => this.#set(node, key, value({ run: this.#run, key, indices })));
        }
      });
      if (!changed.length) return;
      for (const set of changed) set();
    }
  }

  #each(nodes: readonly FormNode[], visit: Visit): void {
    for (const node of nodes) {
      for (const indices of instancesOf(node, this.#run))
        visit(node, keyOf(node, indices), indices);
    }
  }

  #set(node: FormNode, key: string, value: Value): void {
    this.#draft = withAnswer(this.#draft, key, typedAnswer(node, toText(value)));
    this.#known = null;
  }
}

function isSame(one: Readonly<Record<string, unknown>>, other: typeof one): boolean {
  const keys = Object.keys(other);
  return keys.length === Object.keys(one).length && keys.every((key) => one[key] === other[key]);
}

type Visit = (node: FormNode, key: string, indices: readonly number[]) => void;

/** Of an instance that the form begins with its own words; null where the value is calculated. */
function writtenIn(
  { source, repeats }: FormNode,
  indices: readonly number[],
  isFirst: boolean,
): string | null {
  const own = isFirst || repeats.every(({ count }) => count);
  const given = (own ? source.initial?.[indices.join('.')] : undefined) ?? source.default ?? '';
  return typeof given === 'object' ? null : String(given);
}

/** The instances that are there of the repeats around `node`. */
function instancesOf({ repeats }: FormNode, run: Run): number[][] {
  return repeats.reduce<number[][]>(
    (outer, repeat) =>
      outer.flatMap((at) =>
        Array.from({ length: run.count(repeat, at) }, (_, index) => [...at, index + 1]),
      ),
    [[]],
  );
}

/** Of the text that an expression gives, the answer as the question holds it. */
export function typedAnswer(node: FormNode, text: string): Answer | null {
  if (text === '') return null;
  if (node.type === 'integer' || node.source.range?.type === 'integer') {
    return /^-?\d{1,10}$/.test(text) ? Number(text) : null;
  }
  if (node.choices.length || node.from) return chosenIn(node, text);
  if (node.type !== 'geopoint') return text;
  const [lat, lon, alt = '0', acc = '0'] = text.split(/\s+/);
  return lat && lon ? { lat, lon, alt, acc } : null;
}

/** What is no choice of the list is dropped, as in ODK. */
function chosenIn({ type, choices, from }: FormNode, text: string): Answer | null {
  const isChoice = (wanted: string) => from || choices.some(({ name }) => name === wanted);
  if (type === 'select_one') return isChoice(text) ? text : null;
  const known = text.split(/\s+/).filter(isChoice);
  return known.length ? known : null;
}
