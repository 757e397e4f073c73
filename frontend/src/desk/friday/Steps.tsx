import { t } from '../../i18n';
import { Button, Num } from '../../ui';
import { kindName } from '../kinds';
import { flagName, momentOf, nameOf } from '../names';
import { addressOf } from '../routes';
import type { TeamMember } from '../team/types';
import type { Friday } from '../types';
import { CleanStep } from './CleanStep';
import { CloseStep } from './CloseStep';
import { Counts } from './Counts';
import { type StepProps, StepRow } from './StepRow';
import { words } from './words';

interface StepsProps {
  friday: Friday;
  /** Animators whose phones still hold something, or who said nothing. */
  waiting: readonly TeamMember[];
  onChange: () => void;
}

/** Five steps with their counts. The first that is not done is the one of the moment. */
export function Steps({ friday, waiting, onChange }: StepsProps) {
  const { steps } = friday;
  const left = [
    steps.not_arrived.people,
    steps.flagged,
    steps.sample,
    steps.clean,
    friday.closed ? 0 : 1,
  ];
  const now = left.findIndex((count) => count > 0);
  const at = (index: number) => ({
    number: index + 1,
    now: index === now,
    done: left[index] === 0,
  });
  return (
    <ol class="five">
      <NotArrived {...at(0)} friday={friday} waiting={waiting} />
      <ToReview {...at(1)} friday={friday} step="flagged" />
      <ToReview {...at(2)} friday={friday} step="sample" />
      <CleanStep {...at(3)} friday={friday} onChange={onChange} />
      <CloseStep {...at(4)} friday={friday} onChange={onChange} />
    </ol>
  );
}

/** Names shown before «and n others». */
const NAMED = 3;

function NotArrived({
  friday,
  waiting,
  ...step
}: StepProps & Pick<StepsProps, 'friday' | 'waiting'>) {
  const say = t(words);
  const { entries, people } = friday.steps.not_arrived;
  const others = waiting.length - NAMED;
  return (
    <StepRow
      {...step}
      count={entries ?? (people > 0 ? '?' : 0)}
      title={say.not_arrived}
      note={people === 0 ? say.all_arrived : say.not_arrived_note({ n: people })}
      details={
        <>
          {waiting.slice(0, NAMED).map((person) => (
            <span key={person.id}>
              <bdi>{nameOf(person)}</bdi> ·{' '}
              {person.custody.pending === null ? say.unknown : <Num>{person.custody.pending}</Num>}{' '}
              ·{' '}
              {person.custody.as_of
                ? say.last_sent({ when: momentOf(person.custody.as_of, friday.date) })
                : say.never_sent}
            </span>
          ))}
          {others > 0 && <span class="soft">{say.and_others({ n: others })}</span>}
        </>
      }
      action={
        <Button kind={step.now ? 'main' : step.done ? 'quiet' : 'plain'} href={addressOf('team')}>
          {say.see_custody}
        </Button>
      }
    />
  );
}

function ToReview({
  friday,
  step,
  ...row
}: StepProps & { friday: Friday; step: 'flagged' | 'sample' }) {
  const say = t(words);
  const count = friday.steps[step];
  return (
    <StepRow
      {...row}
      count={count}
      title={say[step]}
      note={say[`${step}_note`]}
      details={
        step === 'flagged' ? (
          <Counts counts={friday.flags} name={flagName} />
        ) : (
          <Counts counts={friday.kinds.sample} name={kindName} />
        )
      }
      action={
        <Button
          kind={row.now ? 'main' : row.done ? 'quiet' : 'plain'}
          href={addressOf('review', friday.date, step)}
        >
          {row.done ? say.see : say[`${step}_go`]({ n: count })}
        </Button>
      }
    />
  );
}
