import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { hideUndo, showUndo } from '../../ui';
import { type QueueFilter, readQueue } from '../api';
import { Problem } from '../http';
import { useAction } from '../load';
import { decideAll, undoAll } from '../review/bulk';
import { words } from './words';

/** The most that one page of the queue holds. */
const PAGE = 200;

export interface Progress {
  readonly done: number;
  readonly total: number;
}
type Narrow = Pick<QueueFilter, 'kind' | 'section'>;

/** Approves what is clean on a day, page by page, and offers to take all of it back. */
export function useApproveClean(date: string, onChange: () => void) {
  const { run, busy, problem } = useAction();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [last, setLast] = useState<readonly string[]>([]);
  const undo = (reviews: readonly string[]) =>
    run(async () => {
      hideUndo();
      await undoAll(reviews);
      setLast([]);
      onChange();
    });
  const approve = (narrow: Narrow = {}) =>
    run(async () => {
      const reviews: string[] = [];
      try {
        for (let passed = 0; ; ) {
          const page = await readQueue({ date, step: 'clean', ...narrow }, null, PAGE);
          // what somebody else took meanwhile comes up again, and again can't be decided
          if (page.items.length <= passed) break;
          setProgress({ done: reviews.length, total: reviews.length + page.total });
          const outcome = await decideAll(page.items, { decision: 'approve' });
          if (outcome.locked > 0) throw new Problem('day_locked', 409);
          if (outcome.reviews.size === 0) break;
          reviews.push(...outcome.reviews.values());
          passed = outcome.passed;
        }
      } finally {
        setProgress(null);
        if (reviews.length > 0) {
          setLast(reviews);
          showUndo({ text: t(words).approved({ n: reviews.length }), undo: () => undo(reviews) });
        }
        onChange();
      }
    });
  return { approve, undoLast: () => undo(last), last: last.length, progress, busy, problem };
}
