/** Where what was typed stands in a name: raw within one script, by sounds across both. */

import {
  folded,
  foldOnce,
  located,
  once,
  type Range,
  rangeOf,
  sameToken,
  type Token,
  tokens,
} from './names.ts';

/** A name made ready for matching. */
export interface Ready {
  readonly text: string;
  readonly raw: string;
  readonly words: readonly Token[];
  /** All skeletons of the name in one string, and where in it a match may start. */
  readonly sounds: string;
  readonly starts: readonly number[];
}

/** What was typed of a name. */
export interface NameQuery {
  name: string;
  words: Token[];
  /** The consonants of each word, less a last letter that may still become another sound. */
  open: string[];
}

/** Kept, so that an index built again after a sync costs next to nothing. */
export const ready = once((text: string): Ready => ({ text, raw: rawOf(text), ...soundsOf(text) }));

/** What of a name is compared by its sounds. */
export function soundsOf(text: string): Pick<Ready, 'words' | 'sounds' | 'starts'> {
  const words = tokens(text);
  const starts: number[] = [];
  let sounds = '';
  for (const word of words) {
    starts.push(sounds.length);
    if (word.core !== word.consonants)
      starts.push(sounds.length + word.consonants.length - word.core.length);
    sounds += word.consonants;
  }
  return { words, sounds, starts };
}

/** Folded as typed, words parted by one space. */
export function rawOf(text: string): string {
  let raw = '';
  for (const typed of text) for (const letter of foldOnce(typed)) raw += FOLD[letter] ?? letter;
  return raw.replace(/ +/g, ' ').trim();
}

/** What people type without care, made one within a script. */
const FOLD: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
};

/** Whether a word of the name begins with these consonants. */
export const found = (name: Heard, sounds: string): boolean => startOf(name, sounds) >= 0;

type Heard = Pick<Ready, 'sounds' | 'starts'>;

function startOf(name: Heard, sounds: string): number {
  if (!sounds) return -1;
  for (const start of name.starts) if (name.sounds.startsWith(sounds, start)) return start;
  return -1;
}

/** The UTF-16 ranges of the name to underline, apart and in order. */
export function rangesOf(name: Ready, query: NameQuery): Range[] {
  const raw = rawRange(name.text, query.name);
  if (raw) return [raw];
  const read = located(name.text);
  const places = read.flatMap(([token, word]) =>
    token.at.map((at) => rangeOf(word.slice(at, at + 1))),
  );
  const ranges = query.words.flatMap((word, at): Range[] => {
    const whole = read.find(([token]) => sameToken(token, word));
    if (whole) return [rangeOf(whole[1])];
    const tried = [word.consonants, word.core, query.open[at] as string];
    const sounds = tried.find((each) => found(name, each)) ?? '';
    const start = startOf(name, sounds);
    const from = places[start];
    const to = places[start + sounds.length - 1];
    return from && to ? [[from[0], to[1]]] : [];
  });
  return merge(ranges.sort((one, other) => one[0] - other[0]));
}

/** Where the folded query stands in the text as it was typed, at the start of a word if it can. */
function rawRange(text: string, query: string): Range | null {
  const letters = folded(text);
  let first: Range | null = null;
  for (let at = 0; at < letters.length; at++) {
    const end = matchEnd(letters, at, query);
    if (end < 0) continue;
    const range: Range = [(letters[at] as { from: number }).from, end];
    if (at === 0 || letters[at - 1]?.text === ' ') return range;
    first ??= range;
  }
  return first;
}

function matchEnd(letters: ReturnType<typeof folded>, start: number, query: string): number {
  let at = start;
  let end = -1;
  for (const wanted of query) {
    const letter = letters[at++];
    if (!letter || (FOLD[letter.text] ?? letter.text) !== wanted) return -1;
    end = letter.to;
    while (wanted === ' ' && letters[at]?.text === ' ') at++;
  }
  return end;
}

function merge(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of ranges) {
    const last = result[result.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
