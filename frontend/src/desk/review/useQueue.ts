import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type QueueFilter, readQueue } from '../api';
import type { Problem } from '../http';
import { asProblem } from '../load';
import type { QueueItem, QueuePage } from '../types';

export interface Queue {
  /** `null` until the first page came. */
  items: readonly QueueItem[] | null;
  total: number;
  /** How many wait at each step, where known. */
  steps: QueuePage['steps'] | null;
  /** Whether there is more than what is shown. */
  more: boolean;
  problem: Problem | null;
  loadMore: () => void;
  reload: () => void;
  /** Takes out what was decided; the total follows. */
  drop: (ids: ReadonlySet<string>) => void;
}

interface Pages {
  items: readonly QueueItem[] | null;
  total: number;
  next: string | null;
  steps: QueuePage['steps'] | null;
}
const NOTHING: Pages = { items: null, total: 0, next: null, steps: null };

/** The counts without what was decided. */
function withoutAt(steps: QueuePage['steps'], dropped: readonly QueueItem[]): QueuePage['steps'] {
  const left = { ...steps };
  for (const { reason } of dropped) {
    const step = reason === 'proposed' ? 'flagged' : reason;
    if (step === 'flagged' || step === 'sample' || step === 'clean') {
      left[step] = Math.max(left[step] - 1, 0);
    }
  }
  return left;
}

/** The queue under a filter, page by page. */
export function useQueue(filter: QueueFilter): Queue {
  const [pages, setPages] = useState<Pages>(NOTHING);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const key = JSON.stringify(filter);

  const read = useCallback((of: string, cursor: string | null) => {
    asked.current += 1;
    const mine = asked.current;
    readQueue(JSON.parse(of) as QueueFilter, cursor).then(
      (page) => {
        if (mine !== asked.current) return;
        setProblem(null);
        setPages((before) => ({
          items: cursor === null ? page.items : [...(before.items ?? []), ...page.items],
          total: page.total,
          next: page.next,
          steps: page.steps,
        }));
      },
      (cause: unknown) => {
        if (mine === asked.current) setProblem(asProblem(cause));
      },
    );
  }, []);

  useEffect(() => {
    setPages(NOTHING);
    read(key, null);
  }, [key, read]);

  return {
    items: pages.items,
    total: pages.total,
    steps: pages.steps,
    more: pages.next !== null,
    problem,
    loadMore: () => pages.next !== null && read(key, pages.next),
    reload: useCallback(() => read(key, null), [key, read]),
    drop: useCallback((ids: ReadonlySet<string>) => {
      setPages((before) => {
        const items = before.items?.filter((item) => !ids.has(item.entry_id)) ?? null;
        const dropped = before.items?.filter((item) => ids.has(item.entry_id)) ?? [];
        return {
          ...before,
          items,
          total: Math.max(before.total - dropped.length, 0),
          steps: before.steps && withoutAt(before.steps, dropped),
        };
      });
    }, []),
  };
}
