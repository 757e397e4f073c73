/**
 * One consonant skeleton for a name written in Arabic, in Latin letters or in arabizi (7mid = حميد).
 *
 * The server has the same algorithm in `backend/rahba/catalog/names.py`, where its reasons and its
 * limits stand; `tests/vectors/names.json` holds both to it. Here each sound also keeps its place
 * in what was typed, so that a match can be underlined.
 */

import { CODES, DROPPABLE, JOINING, RESPELL, WEAK } from './sounds.ts';

const ARTICLE = /(?:ال|el|al(?![aeiouy])|l(?![aeiouyl]))(?=..)/y;
const ATTACHED_SON = /^(?:بن|b[aei]nn?)/;
const SECOND_WORD = /^(..+)(الدين|الزهراء)$/;
const SERVANT = /^[a3e]+BD[aeiu]?(?=L)/;
const CONSONANT = /[A-Z]/;

/** By its first letter: everything below U+0600 is Latin or a digit. */
export const isLatin = (text: string): boolean => text < '\u0600';

const A = 1;
const I = 2;
const U = 4;
const ANY_VOWEL = 7;
const END = { none: 1, a: 2, i: 4, u: 8, wi: 16, any: 31 };

/** A letter after folding, with the UTF-16 place `[from, to)` of what it was typed as. */
interface Letter {
  text: string;
  from: number;
  to: number;
}
export type Word = Letter[];
/** UTF-16 places `[from, to)` in a text as it was typed. */
export type Range = [from: number, to: number];

/** See `Token` in `names.py`; `at` has the place in its word of each letter of `consonants`. */
export interface Token {
  readonly consonants: string;
  readonly core: string;
  readonly vowel: number;
  readonly end: number;
  readonly weak: boolean;
  readonly at: readonly number[];
}

/** The words of a name as it was typed, in order; empty when it holds no letter we read. */
export function tokens(name: string): Token[] {
  return located(name).map(([token]) => token);
}

/** Each word with the letters it was read from. */
export function located(name: string): [Token, Word][] {
  return joined(words(name))
    .map(([word, lead]): [Token, Word] => [toToken(read(word), lead), word])
    .filter(([token]) => token.consonants);
}

/** The words that tell people apart; a name made of nothing but address keeps all its words. */
export function strong(name: string): Token[] {
  const all = tokens(name);
  const telling = all.filter((word) => !word.weak);
  return telling.length ? telling : all;
}

/** The consonants of the strong words without what may be left out: what distance is taken on. */
export function skeleton(name: string): string {
  return coreOf(strong(name));
}

/** Whether two spellings can be the same name, in any order of words and any spacing. */
export function sameName(one: string, other: string): boolean {
  return sameTokens(strong(one), strong(other));
}

/** `sameName` for names already cut into their strong words. */
export function sameTokens(first: Token[], second: Token[]): boolean {
  if (!first.length || !second.length) return false;
  if (first.length !== second.length) return coreOf(first) === coreOf(second);
  const left = [...second];
  return first.every((word) => {
    const at = left.findIndex((each) => sameToken(word, each));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Whether two words can be the same, an article or a "son of" left out on either side. */
export function sameToken(one: Token, other: Token): boolean {
  if (!(one.vowel & other.vowel) || !(one.end & other.end)) return false;
  const [whole, core] = [other.consonants, other.core];
  return (
    one.consonants === whole || one.consonants === core || one.core === whole || one.core === core
  );
}

/** How many letters of one skeleton must change to give the other (Levenshtein). */
export function distance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, j) => j);
  for (let i = 0; i < first.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < second.length; j++) {
      const change = (row[j] as number) + (first[i] === second[j] ? 0 : 1);
      next.push(Math.min((row[j + 1] as number) + 1, (next[j] as number) + 1, change));
    }
    row = next;
  }
  return row[second.length] as number;
}

/** Lower case and without marks, letter by letter: what raw search compares. */
export function folded(name: string): Letter[] {
  const result: Letter[] = [];
  let at = 0;
  for (const typed of name) {
    const to = at + typed.length;
    for (const text of foldOnce(typed)) result.push({ text, from: at, to });
    at = to;
  }
  return result;
}

/** One typed letter, folded: nothing for a mark, a space for what is no letter of a name. */
export const foldOnce = once(fold);

function fold(typed: string): string {
  const letter = typed.toLowerCase();
  if ('’ʼ`ʻ'.includes(letter)) return "'";
  if (CODES.has(letter)) return letter;
  if (letter === '\u0640') return '';
  return letter
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .replace(/./gsu, (part) => (CODES.has(part) ? part : ' '));
}

export const rangeOf = (word: Word): Range => [word[0]?.from ?? 0, word[word.length - 1]?.to ?? 0];
const read = (word: Word): string => word.map((letter) => letter.text).join('');
const coreOf = (all: Token[]): string => all.map((token) => token.core).join('');

function words(name: string): Word[] {
  const result: Word[] = [];
  let word: Word = [];
  for (const letter of [...folded(name), { text: ' ', from: 0, to: 0 }]) {
    if (letter.text !== ' ') word.push(letter);
    else {
      const cut = read(word).match(SECOND_WORD)?.[1]?.length ?? 0;
      for (const part of [word.slice(0, cut), word.slice(cut)])
        if (read(part).replaceAll("'", '')) result.push(respelled(part));
      word = [];
    }
  }
  return result;
}

/** The letters of the new spelling all stand for the whole word. */
function respelled(word: Word): Word {
  const spelling = RESPELL.get(read(word));
  const [from, to] = rangeOf(word);
  return spelling ? [...spelling].map((text) => ({ text, from, to })) : word;
}

function joined(all: Word[]): [Word, number][] {
  const result: [Word, number][] = [];
  for (let at = 0; at < all.length; at++) {
    let last = all[at] as Word;
    let word = last;
    let droppable = true;
    let lead = 0;
    while (JOINING.has(read(last)) && at + 1 < all.length) {
      droppable = droppable && DROPPABLE.has(read(last));
      if (droppable) lead = word.length;
      last = all[++at] as Word;
      word = [...word, ...last];
    }
    ARTICLE.lastIndex = lead;
    if (droppable && ARTICLE.test(read(word))) lead = ARTICLE.lastIndex;
    result.push([word, lead]);
  }
  return result;
}

type Sound = [code: string, at: number];
const isConsonant = (code: string): boolean => CONSONANT.test(code);
const codes = (sounds: Sound[]): string => sounds.map(([code]) => code).join('');
const consonantsBefore = (sounds: Sound[], place: number): number =>
  sounds.filter(([code, at]) => at < place && isConsonant(code)).length;

/** A roster's names are made of few words, so each is read once. */
const readOnce = once((key: string): Token => readWord(key.slice(1), key.charCodeAt(0)));
const toToken = (text: string, lead: number): Token => readOnce(String.fromCharCode(lead) + text);

function readWord(text: string, joinedLead: number): Token {
  const latin = isLatin(text);
  const sounds = toSounds(text, latin);
  const servant = codes(sounds).match(SERVANT);
  if (servant) sounds.splice(servant[0].length, 1);
  let lead = joinedLead;
  const son = lead ? 0 : (text.match(ATTACHED_SON)?.[0].length ?? 0);
  if (consonantsBefore(sounds, text.length) - consonantsBefore(sounds, son) > 1) lead ||= son;
  const core = codes(sounds.filter(([, at]) => at >= lead));
  const runs = core.split(CONSONANT);
  const heard = sounds.filter(([code]) => isConsonant(code));
  const kept = heard.length ? heard : sounds;
  const consonants = codes(kept);
  return {
    consonants,
    core: consonants.slice(consonantsBefore(sounds, lead)),
    vowel: lastVowel(runs, latin, core),
    end: ending(runs[runs.length - 1] as string),
    weak: WEAK.has(core),
    at: kept.map(([, at]) => at),
  };
}

function toSounds(word: string, latin: boolean): Sound[] {
  const text = silentHeh(word);
  const sounds: Sound[] = [];
  for (let at = 0; at < text.length; ) {
    let size = 3;
    while (!CODES.has(text.slice(at, at + size))) size--;
    [...(CODES.get(text.slice(at, at + size)) as string)].forEach((code, order) => {
      const twice = sounds[sounds.length - 1]?.[0] === code && isConsonant(code);
      if (twice && (latin || code === 'L' || code === 'N')) sounds.pop();
      sounds.push([code, at + Math.min(order, size - 1)]);
    });
    at += size;
  }
  return sounds;
}

/** No lookbehind here: iOS Safari before 16.4 cannot read a script that has one. */
function silentHeh(text: string): string {
  const silent = /..ه$/.test(text) && !/(?:[اويى]|لل|ال|إل)ه$/.test(text);
  return silent ? `${text.slice(0, -1)}ة` : text;
}

function lastVowel(runs: string[], latin: boolean, core: string): number {
  const count = runs.length - 1;
  if (count < 2) return ANY_VOWEL;
  const slot = (runs[count - 1] as string).replaceAll('3', '');
  const longBefore = /[au]/.test(runs[count - 2] as string);
  if (!slot) {
    if (latin) return ANY_VOWEL;
    if (longBefore || (core.startsWith('M') && count > 2)) return A | I;
    return count === 2 ? A | U : A;
  }
  const last = slot.slice(-1);
  if (last === 'i') return I;
  if (last === 'u') return U;
  if (last === 'y') return A | I;
  const participle = last === 'e' && longBefore && count < 4;
  return A | (slot.includes('i') || participle ? I : 0) | (slot.includes('u') ? U : 0);
}

function ending(run: string): number {
  if (run === '' || run === 'e') return END.none;
  const last = run.slice(-1);
  if (last === 'i') return run.includes('u') ? END.wi : END.i;
  if (last === 'a') return END.a;
  if (last === 'u') return END.u;
  return last === '3' ? END.any : END.a | END.i;
}

/** Keeps answers, and forgets them all before they fill the memory of a small phone. */
export function once<V>(answer: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size > 20_000) known.clear();
      value = answer(key);
      known.set(key, value);
    }
    return value;
  };
}
