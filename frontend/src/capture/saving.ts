import { signal } from '@preact/signals';
import { StoreError } from '../store';

/** ms: 20 for saved; short, long, short for refused. The phone may have no motor. */
const SAVED_BUZZ = 20;
const REFUSED_BUZZ = [20, 60, 20];

/** Why the last save failed, until somebody has read it. What was saved before is safe. */
export const saveFailure = signal<string | null>(null);

/**
 * Runs a save and lets the finger feel how it went.
 * @returns what was saved, or null after a failure, which the screen then shows
 */
export async function saving<T>(save: () => Promise<T>): Promise<T | null> {
  try {
    const saved = await save();
    saveFailure.value = null;
    navigator.vibrate?.(SAVED_BUZZ);
    return saved;
  } catch (cause) {
    saveFailure.value = cause instanceof StoreError ? cause.code : 'internal';
    navigator.vibrate?.(REFUSED_BUZZ);
    return null;
  }
}
