import { useState } from 'preact/hooks';
import { formatDay, formatNumber, t } from '../../i18n';
import { Button, classes, Icon, Num, Press, StateLabel } from '../../ui';
import { kindName } from '../kinds';
import { Loaded, ProblemNote, useLoad } from '../load';
import { flagName, hourOf, nameOf, stateName } from '../names';
import { addressOf } from '../routes';
import type { QueueItem, QueuePage, Step } from '../types';
import { FilterSheet } from './FilterSheet';
import { outcomeWords } from './outcome-words';
import { ReturnSheet } from './ReturnForm';
import type { Criteria } from './Review';
import { countRefused, waitingIn } from './refused';
import { refusedWords } from './refused-words';
import { subjectOf, titleText } from './title';
import type { Deciding } from './useDeciding';
import type { Queue } from './useQueue';
import { words } from './words';

interface QueuePaneProps {
  queue: Queue;
  date: string;
  step: Step;
  id: string | null;
  criteria: Criteria;
  onCriteria: (criteria: Criteria) => void;
  picked: ReadonlySet<string>;
  onPick: (id: string) => void;
  onPickAll: (items: readonly QueueItem[]) => void;
  onUnpick: () => void;
  deciding: Deciding;
}

const STEPS = ['flagged', 'sample', 'clean', 'all'] as const;

export function QueuePane(props: QueuePaneProps) {
  const { queue, date, step, criteria, picked, deciding } = props;
  const [filtering, setFiltering] = useState(false);
  const say = t(words);
  const criteriaOn = Object.values(criteria).filter(Boolean).length;
  return (
    <section class="queue" aria-label={say.queue}>
      <div class="qh">
        <h2>
          {say.title}
          {queue.items && (
            <>
              {' · '}
              <Num>{formatNumber(queue.total)}</Num>
            </>
          )}
        </h2>
        <Press class="link" onClick={() => setFiltering(true)}>
          {criteriaOn > 0 ? say.filters_on({ n: criteriaOn }) : say.filters}
        </Press>
      </div>
      <nav class="tabs steps-of" aria-label={say.queue}>
        {STEPS.map((each) => (
          <Press
            key={each}
            class={classes(each === step && 'on')}
            current={each === step}
            href={addressOf('review', date, each)}
          >
            {say[`step_${each}`]}
            {queue.steps && <Num>{formatNumber(countAt(queue.steps, each))}</Num>}
          </Press>
        ))}
      </nav>
      <div class="qd">
        <span>{date === 'all' ? say.all_days : formatDay(date)}</span>
        <RefusedLink />
        <a class="link" href={addressOf('review', 'duplicates')}>
          {say.duplicates}
        </a>
      </div>
      {picked.size > 0 && <PickedBar {...props} />}
      {deciding.passed > 0 && (
        <p class="note st returned pad" role="status">
          <Icon name="flag" size={20} />
          <span>{t(outcomeWords).meanwhile_many({ n: deciding.passed })}</span>
        </p>
      )}
      <Items {...props} criteriaOn={criteriaOn} />
      <FilterSheet
        open={filtering}
        date={date}
        step={step}
        criteria={criteria}
        onCriteria={props.onCriteria}
        onClose={() => setFiltering(false)}
      />
    </section>
  );
}

function countAt(steps: QueuePage['steps'], step: Step): number {
  return step === 'all' ? steps.flagged + steps.sample + steps.clean : steps[step];
}

/** Only where something that was refused waits. */
function RefusedLink() {
  const refused = useLoad(countRefused, 'refused');
  const n = refused.data ? waitingIn(refused.data) : 0;
  if (n === 0) return null;
  return (
    <a class="link" href={addressOf('review', 'refused')}>
      {t(refusedWords).link({ n })}
    </a>
  );
}

function Items(props: QueuePaneProps & { criteriaOn: number }) {
  const { queue, id, picked } = props;
  const say = t(words);
  if (queue.items === null) {
    return (
      <Loaded of={{ data: null, problem: queue.problem, reload: queue.reload, set: () => {} }}>
        {() => null}
      </Loaded>
    );
  }
  if (queue.items.length === 0) {
    return <p class="nothing">{props.criteriaOn > 0 ? say.empty_filtered : say.empty}</p>;
  }
  return (
    <div class="scroll">
      <ul class="items">
        {queue.items.map((item) => (
          <Item
            key={item.entry_id}
            item={item}
            {...props}
            open={item.entry_id === id}
            chosen={picked.has(item.entry_id)}
          />
        ))}
      </ul>
      {queue.problem && <ProblemNote problem={queue.problem} again={queue.reload} />}
      {queue.more && (
        <div class="pad air">
          <Button size="small" onClick={queue.loadMore}>
            {say.show}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ItemProps extends Pick<QueuePaneProps, 'date' | 'step' | 'onPick'> {
  item: QueueItem;
  open: boolean;
  chosen: boolean;
}

function Item({ item, date, step, open, chosen, onPick }: ItemProps) {
  const say = t(words);
  return (
    <li class={classes('qi', open && 'on')}>
      <label class="pick">
        <input
          type="checkbox"
          checked={chosen}
          onChange={() => onPick(item.entry_id)}
          aria-label={say.pick_one({ what: titleText(item) })}
        />
      </label>
      <a
        href={addressOf('review', date, step, item.entry_id)}
        aria-current={open ? 'true' : undefined}
      >
        <b>
          {kindName(item.kind)}
          {subjectOf(item) && (
            <>
              {' · '}
              <bdi>{subjectOf(item)}</bdi>
            </>
          )}
        </b>
        <span class="soft">
          <bdi>{nameOf(item.author)}</bdi> · <Num>{hourOf(item.recorded_at)}</Num>
        </span>
        <Why item={item} date={date} />
      </a>
    </li>
  );
}

/** Why the entry is here; a state instead where nothing asks for a look. */
function Why({ item, date }: { item: QueueItem; date: string }) {
  const day = date === 'all' ? `${formatDay(item.souk_date, 'short')} · ` : '';
  const flags = item.proposed_rev === null ? item.flags : ['proposed', ...item.flags];
  const [flag, ...others] = flags;
  if (flag === undefined) {
    const state = item.state === 'cancelled' ? 'held' : item.state;
    return (
      <StateLabel state={state}>
        {day}
        {stateName(item.state)}
      </StateLabel>
    );
  }
  return (
    <StateLabel state={flag === 'late' ? 'late' : 'flag'}>
      {day}
      {flagName(flag)}
      {others.length > 0 && <Num> +{others.length}</Num>}
    </StateLabel>
  );
}

function PickedBar({ queue, picked, onPickAll, onUnpick, deciding }: QueuePaneProps) {
  const [returning, setReturning] = useState(false);
  const say = t(words);
  const items = (queue.items ?? []).filter((item) => picked.has(item.entry_id));
  return (
    <div class="picked">
      <p class="row between">
        <b>{say.picked({ n: picked.size })}</b>
        <Press
          class="link"
          onClick={
            picked.size === queue.items?.length ? onUnpick : () => onPickAll(queue.items ?? [])
          }
        >
          {picked.size === queue.items?.length ? say.clear_filters : say.pick_all}
        </Press>
      </p>
      <div class="row">
        <Button
          kind="main"
          size="small"
          busy={deciding.busy}
          onClick={() => {
            deciding.many(items, 'approve');
            onUnpick();
          }}
        >
          {say.approve_n({ n: picked.size })}
        </Button>
        <Button size="small" onClick={() => setReturning(true)}>
          {say.return}
        </Button>
      </div>
      <ReturnSheet
        open={returning}
        title={say.return_many}
        onClose={() => setReturning(false)}
        onSend={(comments) => {
          setReturning(false);
          deciding.many(items, 'return', { comments });
          onUnpick();
        }}
      />
    </div>
  );
}
