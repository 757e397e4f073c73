/**
 * Find a trader by place, badge, nickname or name, in either script and as it is being typed. All in
 * memory: nothing of a name is indexed in the store.
 */

import { survivor } from './aliases.ts';
import { compact, western } from './badges.ts';
import { found, type NameQuery, type Ready, rangesOf, rawOf, ready } from './match.ts';
import { isLatin, type Range, sameToken, type Token, tokens } from './names.ts';

const NAME_FIELDS = ['known_as', 'name_ar', 'name_latin'] as const;
export type NameField = (typeof NAME_FIELDS)[number];
interface Name extends Ready {
  field: NameField;
}

/** What of a trader can be found; `rahba` is the section's code. */
export interface Findable {
  readonly id: string;
  readonly known_as: string;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly badge: string | null;
  readonly rahba: string | null;
  readonly state: string;
}

/** A trader found: which field matched, and the ranges of it to underline. */
export interface Hit<T> {
  row: T;
  field: NameField | 'place' | 'badge';
  /** What matched, as it stands; of a merged trader it is the name or badge they had before. */
  text: string;
  ranges: Range[];
}

/** Lower is better: what one is most likely to have meant by what was typed. */
const RANK = { exact: 0, whole: 1, start: 2, same: 3, sounds: 4, within: 5, open: 6 };
const NONE = 99;

/** A badge without its dashes: `['K', '04573']`. */
type Code = [letters: string, digits: string];

interface Indexed<T> {
  row: T;
  names: Name[];
  badge: string | null;
  code: Code;
  places: readonly string[];
}
export type RosterIndex<T> = readonly Indexed<T>[];

const HIDDEN = new Set(['rejected', 'withdrawn']);

/**
 * `placesOf` gives the numbers painted on a trader's places. `merged` says into whom each merged
 * trader went; the survivor answers for all of their names, badges and places. Withdrawn and
 * rejected traders are left out, whatever they were merged into.
 */
export function buildIndex<T extends Findable>(
  traders: Iterable<T>,
  placesOf: (trader: T) => readonly string[],
  merged: ReadonlyMap<string, string> = new Map(),
): RosterIndex<T> {
  const all = [...traders];
  const byId = new Map(all.map((trader) => [trader.id, trader]));
  return all.flatMap((was) => {
    const row = byId.get(survivor(was.id, merged));
    if (!row || HIDDEN.has(row.state) || HIDDEN.has(was.state)) return [];
    const code = parted(compact(was.badge ?? ''));
    return [{ row, names: namesOf(was), badge: was.badge, code, places: placesOf(was) }];
  });
}

function namesOf(trader: Findable): Name[] {
  const names: Name[] = [];
  for (const field of NAME_FIELDS) {
    const text = trader[field];
    if (text && names.every((before) => before.text !== text))
      names.push({ field, ...ready(text) });
  }
  return names;
}

interface Found<T> {
  rank: number;
  order: number;
  entry: Indexed<T>;
  name: Name | null;
}

/**
 * The best hits first, one for each trader; among equals the section `here` comes first, then the
 * roster's order. Every word typed must match: numbers a place or a badge, other words one and the
 * same name.
 */
export function search<T extends Findable>(
  index: RosterIndex<T>,
  typed: string,
  { limit = 30, here = null }: { limit?: number; here?: string | null } = {},
): Hit<T>[] {
  const query = toQuery(typed);
  if (!query.name && !query.numbers.length) return [];
  const best = new Map<string, Found<T>>();
  index.forEach((entry, order) => {
    const [rank, name] = rankOf(entry, query);
    const before = best.get(entry.row.id);
    if (rank < (before?.rank ?? NONE))
      best.set(entry.row.id, { rank, order: before?.order ?? order, entry, name });
  });
  const away = ({ entry }: Found<T>): number => Number(entry.row.rahba !== here);
  return [...best.values()]
    .sort((a, b) => a.rank - b.rank || away(a) - away(b) || a.order - b.order)
    .slice(0, limit)
    .map(({ entry, name }) => toHit(entry, name, query));
}

interface Query extends NameQuery {
  /** What was typed as one badge, if it can be one. */
  code: Code | null;
  numbers: string[];
}

function toQuery(typed: string): Query {
  const parts = western(typed).trim().split(/\s+/).filter(Boolean);
  const name = parts.filter((part) => !/^\d+$/.test(part)).join(' ');
  const words = tokens(name);
  const code = compact(typed);
  return {
    code: /^[A-Z]{0,3}\d{1,8}$/.test(code) ? parted(code) : null,
    numbers: parts.filter((part) => /^\d+$/.test(part)),
    name: rawOf(name),
    words,
    open: words.map((word, at) => (at === words.length - 1 ? openOf(word, name) : word.consonants)),
  };
}

/** The last letter may still become another sound: c → ch, k → kh. */
function openOf(word: Token, name: string): string {
  const short = word.consonants.slice(0, -1);
  const mayChange = short.length > 1 ? /[cdgkpst]$/i : /c$/i;
  return mayChange.test(name) ? short : word.consonants;
}

/** How well a row answers, with the name that did; `NONE` when it does not. */
function rankOf(entry: Indexed<unknown>, query: Query): [number, Name | null] {
  const badge = badgeRank(entry.code, query.code);
  if (badge === RANK.exact || (badge < NONE && query.code?.[0])) return [badge, null];
  let rank = RANK.exact;
  for (const number of query.numbers) rank = Math.max(rank, numberRank(entry, number));
  if (rank === NONE || !query.name) return [rank, null];
  let best: [number, Name | null] = [NONE, null];
  for (const name of entry.names) {
    const own = nameRank(name, query);
    const ownScript = isLatin(name.raw) === isLatin(query.name);
    if (own < best[0] || (own < NONE && own === best[0] && ownScript)) best = [own, name];
  }
  return [Math.max(rank, best[0]), best[1]];
}

function numberRank({ places, code }: Indexed<unknown>, number: string): number {
  if (places.includes(number)) return RANK.exact;
  const rank = badgeRank(code, ['', number]);
  if (rank < NONE) return rank;
  return places.some((place) => place.startsWith(number)) ? RANK.start : NONE;
}

/** With or without its letters, its zeros and its check digit. */
function badgeRank([letters, digits]: Code, code: Code | null): number {
  if (!code || !digits || (code[0] && code[0] !== letters)) return NONE;
  const typed = code[1];
  if (typed === digits) return RANK.exact;
  if (+typed === +digits.slice(0, -1) || +typed === +digits) return RANK.whole;
  return typed.length > 2 && digits.startsWith(typed) ? RANK.start : NONE;
}

function parted(code: string): Code {
  const digits = code.replace(/^[A-Z]+/, '');
  return [code.slice(0, code.length - digits.length), digits];
}

function nameRank(name: Name, query: Query): number {
  const at = name.raw.indexOf(query.name);
  if (at === 0 && name.raw.length === query.name.length) return RANK.whole;
  if (startsWord(name.raw, query.name, at)) return RANK.start;
  if (query.words.length) {
    let rank = 0;
    for (let word = 0; word < query.words.length && rank < NONE; word++)
      rank = Math.max(rank, wordRank(name, query.words[word] as Token, query.open[word] as string));
    if (rank < NONE && !(rank === RANK.open && at >= 0)) return rank;
  }
  return at >= 0 ? RANK.within : NONE;
}

function startsWord(raw: string, query: string, first: number): boolean {
  for (let at = first; at >= 0; at = raw.indexOf(query, at + 1))
    if (at === 0 || raw[at - 1] === ' ') return true;
  return false;
}

/** One consonant must be the whole word: as a beginning it would match a tenth of the roster. */
function wordRank(name: Name, word: Token, open: string): number {
  if (word.consonants.length < 2)
    return name.words.some((each) => sameToken(each, word))
      ? RANK.same
      : name.words.some((each) => each.core === word.consonants)
        ? RANK.sounds
        : NONE;
  if (!found(name, word.consonants) && !found(name, word.core))
    return found(name, open) ? RANK.open : NONE;
  return name.words.some((each) => sameToken(each, word)) ? RANK.same : RANK.sounds;
}

function toHit<T>(entry: Indexed<T>, name: Name | null, query: Query): Hit<T> {
  const { row, badge, places } = entry;
  if (name) return { row, field: name.field, text: name.text, ranges: rangesOf(name, query) };
  const number = query.numbers[0] ?? '';
  const place =
    places.find((each) => each === number) ?? places.find((each) => each.startsWith(number));
  if (number && place && (place === number || badgeRank(entry.code, query.code) === NONE))
    return { row, field: 'place', text: place, ranges: [[0, number.length]] };
  return { row, field: 'badge', text: badge ?? '', ranges: [[0, (badge ?? '').length]] };
}
