import type { Comment } from '../../entries/types';
import { type Phrase, phraseText } from './phrases';

export type Way = NonNullable<Comment['way']>;

/** What is being said to the author; nothing chosen means the whole entry. */
export interface ReturnDraft {
  paths: readonly string[];
  /** What becomes of each answer; mended by its author unless said. */
  ways: Readonly<Record<string, Way>>;
  phrase: Phrase | null;
  /** What the author will read: the phrase, edited or not, and a word of one's own. */
  own: string;
  /** *Send* was pressed before there was anything to say. */
  asked: boolean;
}
export const EMPTY_DRAFT: ReturnDraft = {
  paths: [],
  ways: {},
  phrase: null,
  own: '',
  asked: false,
};

/** The words of a phrase stand where they can be edited; pressed again, they go. */
export function withPhrase(draft: ReturnDraft, picked: Phrase): ReturnDraft {
  const words = draft.phrase && phraseText(draft.phrase);
  const rest = words && draft.own.startsWith(words) ? draft.own.slice(words.length) : draft.own;
  const phrase = draft.phrase === picked ? null : picked;
  const own = [phrase && phraseText(phrase), rest.trim()].filter(Boolean).join(' ');
  return { ...draft, phrase, own, asked: false };
}

/** One comment a field, in the words of the coach; none while nothing is said. */
export function draftComments({ paths, ways, phrase, own }: ReturnDraft): Comment[] {
  const text = own.trim();
  if (!text) return [];
  const fields = paths.length > 0 ? paths : [''];
  return fields.map((path) => ({
    path,
    text,
    ...(phrase && { phrase }),
    ...(ways[path] && { way: ways[path] }),
  }));
}

/** Nothing goes back: what is taken out is marked unknown, and the rest approved (SV9). */
export function approvesRest({ paths, ways }: ReturnDraft): boolean {
  return paths.length > 0 && paths.every((path) => ways[path] === 'unknown');
}
