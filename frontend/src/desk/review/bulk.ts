import { decideMany, undoReview } from '../api';
import { newId } from '../ids';
import type { Decision, QueueItem } from '../types';

/** What the server takes in one request. */
const AT_ONCE = 200;
/** Undos that run side by side. */
const UNDOS_AT_ONCE = 4;

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

/** Takes reviews back, newest entries included; answers how many could be. */
export async function undoAll(
  reviewIds: readonly string[],
  onProgress: (left: number) => void = () => {},
): Promise<number> {
  const waiting = [...reviewIds];
  let undone = 0;
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const done = await undoReview(id, newId()).then(
        () => true,
        () => false,
      );
      if (done) undone += 1;
      onProgress(waiting.length);
    }
  };
  await Promise.all(Array.from({ length: UNDOS_AT_ONCE }, work));
  return undone;
}
