import type { Choice } from './types.ts';

/** Choices found by what is typed, in any language of the form. Pure. */

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

/** Those that have each typed word in some label; all of them for an empty query. */
export function choicesFound(choices: readonly Choice[], query: string): readonly Choice[] {
  const typed = folded(query).split(/\s+/).filter(Boolean);
  if (!typed.length) return choices;
  return choices.filter((choice) => {
    const text = folded(Object.values(choice.label).join(' '));
    return typed.every((word) => text.includes(word));
  });
}
