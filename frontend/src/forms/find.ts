import { westernDigits } from '../i18n';
import { found, type Ready, soundsOf } from '../roster/match.ts';
import { tokens } from '../roster/names.ts';
import type { Choice } from './types.ts';

/** Choices found by what is typed, in either script and whatever its spelling, in any language of the form. */

const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g;
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[أإآٱ]/g, 'ا'],
  [/ى/g, 'ي'],
  [/ة/g, 'ه'],
  [/ؤ/g, 'و'],
  [/ئ/g, 'ي'],
  [/[گڭݣ]/g, 'ك'],
];

/** Without what people leave out when they type: case, accents, vowel signs, the shapes of alef. */
export function folded(text: string): string {
  const plain = SAME.reduce((word, [from, to]) => word.replace(from, to), text.toLowerCase());
  return plain.normalize('NFD').replace(MARKS, '').trim();
}

/** Found as typed in this number, nobody needs those that only sound so. */
const ENOUGH = 10;

/**
 * Those that have each typed word in some label, as their list has them, and behind them those that
 * sound so; all of them for an empty query.
 */
export function choicesFound(choices: readonly Choice[], query: string): readonly Choice[] {
  const typed = folded(westernDigits(query)).split(/\s+/).filter(Boolean).map(heard);
  if (!typed.length) return choices;
  const isIn = (choice: Choice, word: Heard) => textReady(choice).text.includes(word.written);
  const written = choices.filter((choice) => typed.every((word) => isIn(choice, word)));
  if (written.length >= ENOUGH || typed.every(({ sounds }) => sounds.length === 0)) return written;
  const known = new Set(written);
  const also = choices.filter(
    (choice) =>
      !known.has(choice) && typed.every((word) => isIn(choice, word) || soundsIn(choice, word)),
  );
  return [...written, ...also];
}

interface Heard {
  readonly written: string;
  /** Of its consonants, with and without what may be left out; none where it is a number, or too little. */
  readonly sounds: readonly string[];
}

/** With fewer consonants almost anything sounds so. */
const LEAST = 2;

function heard(written: string): Heard {
  const all = /^\d+$/.test(written) ? [] : tokens(written);
  const sounds = all.length === 1 ? all.flatMap(({ consonants, core }) => [consonants, core]) : [];
  return { written, sounds: sounds.filter((sound) => sound.length >= LEAST) };
}

const soundsIn = (choice: Choice, { sounds }: Heard): boolean =>
  soundReady(choice).some((label) => sounds.some((sound) => found(label, sound)));

interface Made {
  readonly text: string;
  sounds?: readonly Pick<Ready, 'sounds' | 'starts'>[];
}

const made = new WeakMap<Choice, Made>();

function textReady(choice: Choice): Made {
  let ready = made.get(choice);
  if (!ready) {
    ready = { text: folded(Object.values(choice.label).join(' ')) };
    made.set(choice, ready);
  }
  return ready;
}

function soundReady(choice: Choice) {
  const ready = textReady(choice);
  ready.sounds ??= Object.values(choice.label).map(soundsOf);
  return ready.sounds;
}

/** Choices made ready between two frames; fewer than a finger would notice on a slow phone. */
const AT_ONCE = 50;

/** Makes a list ready for what will be typed, beside whatever else is done. @returns ends it */
export function readyAll(choices: readonly Choice[]): () => void {
  let at = 0;
  let timer = setTimeout(goOn);
  function goOn(): void {
    for (const choice of choices.slice(at, at + AT_ONCE)) soundReady(choice);
    at += AT_ONCE;
    if (at < choices.length) timer = setTimeout(goOn);
  }
  return () => clearTimeout(timer);
}
