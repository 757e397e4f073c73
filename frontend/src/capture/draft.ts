import { useEffect, useState } from 'preact/hooks';
import { beBusy } from '../app/update';
import { type Body, type Draft, type DraftInput, drafts, saveDraft } from '../store';
import { doorOf } from './doors';
import { saving } from './saving';

/** ms after the last key; every step and every choice is kept at once. */
const TYPING_MS = 400;

/**
 * `typing` lets a moment pass, so that not each letter is a write. `media`: bytes of a photo that the
 * body names from now on.
 */
type Change<B> = (changes: Partial<B>, typing?: 'typing', media?: Media) => void;

/** By digest. */
type Media = ReadonlyMap<string, ArrayBuffer>;

interface Kept<B extends Body> {
  draft: Draft<B> | null;
  /** Lays changes on the body. */
  change: Change<B>;
  goToStep: (step: string) => void;
}

/** A form's draft: what is on the screen, and soon after in the store (PH6). */
export function useDraft<B extends Body>(draft_id: string): Kept<B> {
  const { newest, lay } = useKeeper<B>(() => keptDraft<B>(draft_id));
  return {
    draft: newest as Draft<B> | null,
    change: (changes, typing, media) =>
      lay((body) => ({ body: { ...body, ...changes } }), typing, media),
    goToStep: (step) => lay(() => ({ step })),
  };
}

/** A draft as a form opens it, with the body that it begins with. */
export type Beginning<B> = Omit<DraftInput, 'body'> & { readonly body: B };

interface Forming<B> {
  body: B;
  change: Change<B>;
  /** To be called before saving, or a late draft would outlive the entry that it became. */
  settle: () => void;
}

/** The same for what may be opened without being changed: its draft begins with the first change. */
export function useForming<B extends Body>(beginning: Beginning<B>): Forming<B> {
  const { newest, lay, settle } = useKeeper<B>(() => keptDraft<B>(beginning.draft_id) ?? beginning);
  return {
    body: newest?.body ?? beginning.body,
    change: (changes, typing, media) =>
      lay((body) => ({ body: { ...body, ...changes } }), typing, media),
    settle,
  };
}

/** The step of a draft that corrects a saved entry, and goes by its id. */
export const MENDING = 'mend';

/** The step of a draft that changes a known trader: an entry of its own. */
export const CHANGING = 'change';

/** Where a draft is gone on with. */
export function hrefOf(draft: Draft): string {
  const { draft_id, kind, step, subject } = draft;
  if (step === MENDING) return `#/mend/${draft_id}`;
  if (step === CHANGING) return `#/trader/${subject.trader_id}/change`;
  return `#${doorOf(kind)?.draftPath(draft) ?? '/paused'}`;
}

function keptDraft<B extends Body>(draft_id: string): Draft<B> | null {
  return (drafts.peek().get(draft_id) as Draft<B> | undefined) ?? null;
}

function useKeeper<B extends Body>(open: () => Beginning<B> | null) {
  const [newest, show] = useState(open);
  const [keeper] = useState(() => new Keeper(newest));
  useEffect(() => {
    const free = beBusy();
    const settle = () => keeper.settle();
    document.addEventListener('visibilitychange', settle);
    return () => {
      document.removeEventListener('visibilitychange', settle);
      settle();
      free();
    };
  }, [keeper]);
  const lay = (changes: (before: B) => Partial<Beginning<B>>, typing?: 'typing', media?: Media) => {
    if (!keeper.newest) return;
    if (media) keeper.media = media;
    keeper.lay({ ...keeper.newest, ...changes(keeper.newest.body) }, typing !== undefined);
    show(keeper.newest);
  };
  return { newest, lay, settle: () => keeper.settle() };
}

/** Holds the newest draft and what of it is not in the store yet. */
class Keeper<B extends Body> {
  newest: Beginning<B> | null;
  /** Of the photo that it names, until the next write. */
  media: Media | undefined;
  /** It has been in the store: gone from there, it became an entry. */
  #known: boolean;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(draft: Beginning<B> | null) {
    this.newest = draft;
    this.#known = draft !== null && drafts.peek().has(draft.draft_id);
  }

  lay(draft: Beginning<B>, typing: boolean): void {
    this.newest = draft;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), TYPING_MS);
    if (!typing) this.settle();
  }

  /** Writes at once what waits. A draft that became an entry is not brought back. */
  settle(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    const { newest } = this;
    if (!newest || (this.#known && !drafts.peek().has(newest.draft_id))) return;
    const { media } = this;
    this.media = undefined;
    void saving(() => saveDraft(newest, media)).then(() => {
      this.#known ||= drafts.peek().has(newest.draft_id);
    });
  }
}
