import { useRef, useState } from 'preact/hooks';
import type { Comment } from '../../entries/types';
import { t } from '../../i18n';
import { hideUndo, showUndo } from '../../ui';
import { decide, undoMerge } from '../api';
import { Problem } from '../http';
import { newId } from '../ids';
import { asProblem } from '../load';
import type { DecisionType, EntryDetail, Following, QueueItem } from '../types';
import { type BulkOutcome, decideAll, undoAll } from './bulk';
import { keep } from './kept';
import { outcomeWords } from './outcome-words';
import { afterDeciding } from './selection';
import { titleText } from './title';
import type { Queue } from './useQueue';

export interface Words {
  reason?: string;
  comments?: readonly Comment[];
  following?: Following;
}

export interface Deciding {
  busy: boolean;
  /** What stopped the last decision; `meanwhile` when somebody else was first (ST3). */
  problem: Problem | null;
  meanwhile: { entryId: string; tried: DecisionType; problem: Problem } | null;
  /** Entries of the last bulk that somebody else changed meanwhile. */
  passed: number;
  one: (entry: EntryDetail, decision: DecisionType, said?: Words) => void;
  many: (items: readonly QueueItem[], decision: 'approve' | 'return', said?: Words) => void;
  undoLast: () => void;
  lookAgain: () => void;
}

/** What the last decision made: its reviews, and a merge. */
interface Made {
  readonly reviewIds: readonly string[];
  readonly aliasId?: string | null | undefined;
}

/** Decides, keeps what the network swallowed, offers the way back, and moves on. */
export function useDeciding(
  queue: Queue,
  current: string | null,
  goTo: (id: string | null) => void,
): Deciding {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [meanwhile, setMeanwhile] = useState<Deciding['meanwhile']>(null);
  const [passed, setPassed] = useState(0);
  const running = useRef(false);
  const last = useRef<Made>({ reviewIds: [] });

  const run = async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    setMeanwhile(null);
    setPassed(0);
    try {
      await work();
    } catch (cause) {
      setProblem(asProblem(cause));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const moveOn = (gone: ReadonlySet<string>) => {
    const next = afterDeciding(queue.items ?? [], current, gone);
    queue.drop(gone);
    if (next !== current) goTo(next);
  };

  const offerUndo = (text: string, made: Made) => {
    last.current = made;
    showUndo({ text, undo: undoLast });
  };

  const undoLast = () => {
    const { reviewIds, aliasId } = last.current;
    if (reviewIds.length === 0) return;
    last.current = { reviewIds: [] };
    hideUndo();
    run(async () => {
      if (aliasId) await undoMerge(aliasId);
      await undoAll(reviewIds);
      queue.reload();
    });
  };

  const one: Deciding['one'] = (entry, decision, said = {}) =>
    void run(async () => {
      const sent = { decision_id: newId(), decision, rev: entry.rev, ...said };
      const gone = new Set([entry.entry_id]);
      try {
        const { review_id, also = [], alias_id } = await decide(entry.entry_id, sent);
        offerUndo(doneText(decision, entry), {
          reviewIds: [review_id, ...also],
          aliasId: alias_id,
        });
        moveOn(gone);
      } catch (cause) {
        const failed = asProblem(cause);
        if (failed.code === 'decided_meanwhile') {
          setMeanwhile({ entryId: entry.entry_id, tried: decision, problem: failed });
        } else if (failed.unknown) {
          keep({ ...sent, entry_id: entry.entry_id });
          moveOn(gone);
        } else throw failed;
      }
    });

  const many: Deciding['many'] = (items, decision, said = {}) =>
    void run(async () => {
      const outcome = await decideAll(items, { decision, ...said }, keep);
      if (outcome.reviews.size > 0)
        offerUndo(doneMany(decision, items, outcome), {
          reviewIds: [...outcome.reviews.values()],
        });
      setPassed(outcome.passed - outcome.locked);
      if (outcome.locked > 0) setProblem(new Problem('day_locked', 409));
      moveOn(new Set([...outcome.reviews.keys(), ...outcome.unsent]));
      if (outcome.passed > 0) queue.reload();
    });

  const lookAgain = () => {
    setMeanwhile(null);
    setProblem(null);
    queue.reload();
  };
  return { busy, problem, meanwhile, passed, one, many, undoLast, lookAgain };
}

function doneText(decision: DecisionType, entry: EntryDetail): string {
  const say = t(outcomeWords);
  const what = titleText(entry);
  if (decision === 'approve') return say.done_approve({ n: 1, what });
  if (decision === 'return') return say.done_return({ n: 1, what });
  return say[`done_${decision}`]({ what });
}

function doneMany(
  decision: 'approve' | 'return',
  items: readonly QueueItem[],
  { reviews }: BulkOutcome,
): string {
  const one = items.find((item) => reviews.has(item.entry_id));
  return t(outcomeWords)[`done_${decision}`]({ n: reviews.size, what: one ? titleText(one) : '' });
}
