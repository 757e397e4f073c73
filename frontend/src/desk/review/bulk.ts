import { decideMany, undoReviews } from '../api';
import { Problem } from '../http';
import { newId } from '../ids';
import type { Decision, QueueItem } from '../types';

/** What the server takes in one request: decisions, and undos. */
const AT_ONCE = 200;
const UNDOS_AT_ONCE = 2000;

export interface BulkOutcome {
  /** Entry → the review that was made of it. */
  readonly reviews: ReadonlyMap<string, string>;
  /** Decided or changed by somebody else meanwhile, or gone. */
  readonly passed: number;
}

type SameDecision = Omit<Decision, 'decision_id' | 'rev'>;

/** The same decision on many entries, each at the revision that was on the screen. Raises `Problem`. */
export async function decideAll(
  items: readonly Pick<QueueItem, 'entry_id' | 'rev'>[],
  same: SameDecision,
): Promise<BulkOutcome> {
  const reviews = new Map<string, string>();
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const part = items.slice(from, from + AT_ONCE);
    const decisions = part.map(({ entry_id, rev }) => ({
      ...same,
      entry_id,
      rev,
      decision_id: newId(),
    }));
    const { results } = await decideMany(decisions);
    for (const result of results) {
      if (result.code === 'decided' && result.review_id)
        reviews.set(result.entry_id, result.review_id);
    }
  }
  return { reviews, passed: items.length - reviews.size };
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
    if (cause instanceof Problem && cause.unknown) return ask();
    throw cause;
  }
}
