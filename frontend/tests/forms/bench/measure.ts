import type { Facts } from '../odk/facts.ts';

/**
 * The page of `tests/bench/engines.py`: one form opened and answered by the engine that the address
 * names, in a browser. Both engines are measured by these same lines.
 */

export interface FormOfBoth {
  readonly xform: string;
  /** As it lies on a phone: the server has made it of the same XForm when the form was published. */
  readonly compiled: string;
}

export interface Engine {
  open(form: FormOfBoth): Promise<Opened>;
}

export interface Opened {
  /** What gives this answer, and returns once all that depends on it is settled. */
  answering(path: string, text: string): () => void;
  facts(): Facts;
}

/** Times in ms. `opened_again`: in a page that has opened the form before. */
interface Measured {
  readonly opened: number;
  readonly opened_again: number;
  readonly reactions: readonly number[];
  /** What the engine says of the form after all answers. */
  readonly facts: Facts;
}

/** Texts are as an XForm holds them. */
type Given = readonly (readonly [path: string, text: string])[];

const ENGINES: Record<string, () => Promise<Engine>> = {
  ours: () => import('./ours.ts'),
  odk: () => import('./odk.ts'),
};

async function measure(form: FormOfBoth, given: Given): Promise<Measured> {
  const engine = await loading;
  const [first, opened] = await timed(() => engine.open(form));
  const reactions: number[] = [];
  for (const [path, text] of given) {
    const answer = first.answering(path, text);
    const began = performance.now();
    answer();
    reactions.push(performance.now() - began);
    // As between two answers of a person: what was put off is done in a task of its own.
    await new Promise((done) => setTimeout(done));
  }
  const facts = first.facts();
  const [, opened_again] = await timed(() => engine.open(form));
  return { opened, opened_again, reactions, facts };
}

async function timed<T>(act: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const found = await act();
  return [found, performance.now() - began];
}

const named = new URLSearchParams(location.search).get('engine') ?? '';
const loading = ENGINES[named]?.() ?? Promise.reject(new Error(`no engine ${named}`));
Object.assign(globalThis, { measure, loading });
