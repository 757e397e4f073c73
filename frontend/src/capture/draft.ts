import { useEffect, useState } from 'preact/hooks';
import { beBusy } from '../app/update';
import { type Body, type Draft, drafts, saveDraft } from '../store';
import { saving } from './saving';

/** ms after the last key; every step and every choice is kept at once. */
const TYPING_MS = 400;

interface Kept<B extends Body> {
  draft: Draft<B> | null;
  /** Lays changes on the body; `typing` lets a moment pass, so that not each letter is a write. */
  change: (changes: Partial<B>, typing?: 'typing') => void;
  goToStep: (step: string) => void;
}

/** A form's draft: what is on the screen, and soon after in the store (PH6). */
export function useDraft<B extends Body>(draft_id: string): Kept<B> {
  const [draft, show] = useState(() => (drafts.peek().get(draft_id) as Draft<B>) ?? null);
  const [keeper] = useState(() => new Keeper(draft));
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
  const lay = (changes: (before: Draft<B>) => Draft<B>, typing?: 'typing') => {
    if (!keeper.newest) return;
    keeper.lay(changes(keeper.newest), typing !== undefined);
    show(keeper.newest);
  };
  return {
    draft,
    change: (changes, typing) =>
      lay((before) => ({ ...before, body: { ...before.body, ...changes } }), typing),
    goToStep: (step) => lay((before) => ({ ...before, step })),
  };
}

/** Holds the newest draft and what of it is not in the store yet. */
class Keeper<B extends Body> {
  newest: Draft<B> | null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(draft: Draft<B> | null) {
    this.newest = draft;
  }

  lay(draft: Draft<B>, typing: boolean): void {
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
    if (newest && drafts.peek().has(newest.draft_id)) void saving(() => saveDraft(newest));
  }
}
