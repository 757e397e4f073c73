import { decideMany, undoReviews } from '../api';
import { Problem } from '../http';
import { newId } from '../ids';
import type { Decision, QueueItem } from '../types';
import type { KeptDecision } from './kept';

/** What the server takes in one request: decisions, and undos. */
const AT_ONCE = 200;
const UNDOS_AT_ONCE = 2000;

export interface BulkOutcome {
  /** Entry → the review that was made of it. */
  readonly reviews: ReadonlyMap<string, string>;
  /** Decided or changed by somebody else meanwhile, or gone. */
  readonly passed: number;
  /** Those among them whose day is locked (LK1). */
  readonly locked: number;
  /** Entries whose decisions were kept for when the network is back. */
  readonly unsent: ReadonlySet<string>;
}

type SameDecision = Omit<Decision, 'decision_id' | 'rev'>;

/**
 * The same decision on many entries, each at the revision that was on the screen. Raises `Problem`;
 * with `keep`, what the network swallows is handed over instead, under the ids it was sent with.
 */
export async function decideAll(
  items: readonly Pick<QueueItem, 'entry_id' | 'rev'>[],
  same: SameDecision,
  keep?: (decision: KeptDecision) => void,
): Promise<BulkOutcome> {
  const reviews = new Map<string, string>();
  let locked = 0;
  const decisions = items.map(({ entry_id, rev }) => ({
    ...same,
    entry_id,
    rev,
    decision_id: newId(),
  }));
  for (let from = 0; from < decisions.length; from += AT_ONCE) {
    const part = decisions.slice(from, from + AT_ONCE);
    const answer = await askTwice(() => decideMany(part)).catch((cause: unknown) => {
      if (keep && isUnknown(cause)) return null;
      throw cause;
    });
    if (answer === null) {
      const unsent = decisions.slice(from);
      unsent.forEach((decision) => {
        keep?.(decision);
      });
      return outcome(reviews, from, locked, unsent);
    }
    for (const result of answer.results) {
      if (result.code === 'decided' && result.review_id)
        reviews.set(result.entry_id, result.review_id);
      if (result.code === 'day_locked') locked++;
    }
  }
  return outcome(reviews, decisions.length, locked, []);
}

function outcome(
  reviews: ReadonlyMap<string, string>,
  answered: number,
  locked: number,
  unsent: readonly KeptDecision[],
): BulkOutcome {
  return {
    reviews,
    passed: answered - reviews.size,
    locked,
    unsent: new Set(unsent.map(({ entry_id }) => entry_id)),
  };
}

/** Takes reviews back; answers how many could be. Raises `Problem`. */
export async function undoAll(reviewIds: readonly string[]): Promise<number> {
  let undone = 0;
  for (let from = 0; from < reviewIds.length; from += UNDOS_AT_ONCE) {
    const part = reviewIds.slice(from, from + UNDOS_AT_ONCE);
    const decisionId = newId();
    const { results } = await askTwice(() => undoReviews(part, decisionId));
    undone += results.filter((result) => result.code === 'decided').length;
  }
  return undone;
}

/** Once more where the answer was lost: under the same id nothing is done twice (ST7). */
async function askTwice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (isUnknown(cause)) return ask();
    throw cause;
  }
}

const isUnknown = (cause: unknown) => cause instanceof Problem && cause.unknown;
