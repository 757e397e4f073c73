/**
 * What stays when a browser throws the store away to free room: a line outside of it, with nothing of
 * a person in it. By it the phone can say what happened instead of opening as new (F7).
 */

const KEY = 'rahba.held';

export interface Trace {
  /** Changes that only this phone had when it was last written. */
  readonly unsent: number;
}

/** Kept in step with the store; where the browser forbids this storage, there is no trace. */
export function leaveTrace(unsent: number): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ unsent } satisfies Trace));
  } catch {
    return;
  }
}

export function traceLeft(): Trace | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Trace | null;
  } catch {
    return null;
  }
}
