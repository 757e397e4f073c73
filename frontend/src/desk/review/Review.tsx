import { useEffect, useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { t } from '../../i18n';
import { useDocumentTitle } from '../../ui';
import { type QueueFilter, readQueue } from '../api';
import { Loaded, useLoad } from '../load';
import { addressOf, type PageProps } from '../routes';
import type { QueueItem, Step } from '../types';
import { Duplicates } from './Duplicates';
import { EntryPane } from './EntryPane';
import { keptRefused } from './kept';
import { QueuePane } from './QueuePane';
import { Refused } from './Refused';
import { firstWaiting, stepFrom } from './selection';
import { useDeciding } from './useDeciding';
import { useKeys } from './useKeys';
import { useQueue } from './useQueue';
import { words } from './words';
import './review.css';

/** `#/review/<date or all>/<step>/<entry>`; `#/review/duplicates`; `#/review/refused` */
export function Review({ rest }: PageProps) {
  if (rest[0] === 'duplicates') return <Duplicates />;
  if (rest[0] === 'refused') return <Refused />;
  const [date = 'all', step, id = null] = rest;
  if (step === undefined) return <FirstStep date={date} />;
  return <Reviewing date={date} step={step as Step} id={id} />;
}

/** No step was named: the first where something waits. */
function FirstStep({ date }: { date: string }) {
  const found = useLoad(() => readQueue({ date: dayOf(date), step: 'all' }, null, 1), date);
  const step = found.data && firstWaiting(found.data.steps);
  useEffect(() => {
    if (step !== null) goOn(addressOf('review', date, step));
  }, [date, step]);
  return <Loaded of={found}>{() => null}</Loaded>;
}

/** Further down the same way: whoever pressed something else while a list was loading goes there. */
function goOn(address: string): void {
  if (address.startsWith(location.hash)) navigate(address.slice(1), { replace: true });
}

const dayOf = (date: string) => (date === 'all' ? '' : date);

export type Criteria = Pick<QueueFilter, 'kind' | 'section' | 'author' | 'state'>;

/** Below this the panes are screens of their own. */
const SIDE_BY_SIDE = '(min-width: 56rem)';

function Reviewing({ date, step, id }: { date: string; step: Step; id: string | null }) {
  const say = t(words);
  const [criteria, setCriteria] = useState<Criteria>({});
  const queue = useQueue({ date: dayOf(date), step, ...criteria });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const go = (entry: string | null, replace = false) => {
    const address = addressOf('review', date, step, ...(entry === null ? [] : [entry])).slice(1);
    navigate(address, { replace });
  };
  const here = location.hash;
  const deciding = useDeciding(queue, id, (next) => {
    // whoever opened something else while the decision was on its way stays there
    if (location.hash !== here) return;
    // on a phone one comes back to the list, and not to an entry that nobody asked for
    go(matchMedia(SIDE_BY_SIDE).matches ? next : null, true);
  });
  useDocumentTitle(say.title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, nothing of it is picked
  useEffect(() => setPicked(new Set()), [date, step, criteria]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for each decision that came too late
  useEffect(() => {
    if (keptRefused.value > 0) queue.reload();
  }, [keptRefused.value, queue.reload]);
  const first = queue.items?.[0]?.entry_id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when there is nothing to read yet
  useEffect(() => {
    if (id !== null || first === null || !matchMedia(SIDE_BY_SIDE).matches) return;
    goOn(addressOf('review', date, step, first));
  }, [id, first]);
  const toggle = (entry: string) => setPicked(toggled(picked, entry));
  useKeys((shortcut) => {
    const items = queue.items ?? [];
    if (shortcut === 'next' || shortcut === 'previous') {
      go(stepFrom(items, id, shortcut === 'next' ? 1 : -1), true);
    } else if (shortcut === 'pick') id && toggle(id);
    else if (shortcut === 'undo') deciding.undoLast();
    else return false;
    return true;
  });
  return (
    <main class={id === null ? 'three' : 'three reading'}>
      <h1 class="hidden" tabIndex={-1}>
        {say.title}
      </h1>
      <QueuePane
        queue={queue}
        date={date}
        step={step}
        id={id}
        criteria={criteria}
        onCriteria={setCriteria}
        picked={picked}
        onPick={toggle}
        onPickAll={(items: readonly QueueItem[]) =>
          setPicked(new Set(items.map((item) => item.entry_id)))
        }
        onUnpick={() => setPicked(new Set())}
        deciding={deciding}
      />
      <EntryPane
        key={id ?? ''}
        id={id}
        backTo={addressOf('review', date, step)}
        deciding={deciding}
        others={picked.size > 0}
        onNext={() => go(stepFrom(queue.items ?? [], id, 1), true)}
      />
    </main>
  );
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
