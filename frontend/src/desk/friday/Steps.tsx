import { useState } from 'preact/hooks';
import { formatNumber, t } from '../../i18n';
import { Banner, Button, Num } from '../../ui';
import { closeDay, reopenDay } from '../api';
import { kindName } from '../kinds';
import { ProblemNote, useAction } from '../load';
import { flagName, momentOf, nameOf } from '../names';
import { ReasonSheet } from '../review/ReasonSheet';
import { addressOf } from '../routes';
import type { Counted, Friday, TeamMember } from '../types';
import { type StepProps, StepRow } from './StepRow';
import { type Progress, useApproveClean } from './useApproveClean';
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
      <Clean {...at(3)} friday={friday} onChange={onChange} />
      <Close {...at(4)} friday={friday} onChange={onChange} />
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

/** «reply unusual 6 · unknown person 4», the greatest first. */
function Counts({ counts, name }: { counts: Counted; name: (code: string) => string }) {
  const some = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return (
    <span>
      {some.map(([code, n], index) => (
        <>
          {index > 0 && ' · '}
          {name(code)} <Num>{formatNumber(n)}</Num>
        </>
      ))}
    </span>
  );
}

interface ActingProps extends StepProps {
  friday: Friday;
  onChange: () => void;
}

function Clean({ friday, onChange, ...step }: ActingProps) {
  const say = t(words);
  const { approve, progress, busy, problem } = useApproveClean(friday.date, onChange);
  const count = friday.steps.clean;
  return (
    <StepRow
      {...step}
      count={count}
      title={say.clean}
      note={say.clean_note}
      details={
        <>
          <Counts counts={friday.kinds.clean} name={kindName} />
          <span role="status">{progress ? progressText(progress) : say.clean_undo}</span>
          {problem && <ProblemNote problem={problem} />}
        </>
      }
      action={
        step.done ? (
          <Button kind="quiet" href={addressOf('review', friday.date, 'clean')}>
            {say.see}
          </Button>
        ) : (
          <Button kind={step.now ? 'main' : 'plain'} busy={busy} onClick={approve}>
            {say.approve_n({ n: count })}
          </Button>
        )
      }
    />
  );
}

function progressText({ undoing, done, total }: Progress): string {
  const say = t(words);
  return undoing ? say.undoing({ done, total }) : say.approving({ done, total });
}

function Close({ friday, onChange, ...step }: ActingProps) {
  const say = t(words);
  const { run, busy, problem } = useAction();
  const [said, setSaid] = useState<string | null>(null);
  const [reopening, setReopening] = useState(false);
  const { known_places, marked } = friday.steps.close;
  const missing = Math.max(known_places - marked, 0);
  const close = () =>
    run(async () => {
      const { approved, sampled, known_places: known } = await closeDay(friday.date);
      setSaid(say.closing_done({ approved, sampled, known }));
      onChange();
    });
  const reopen = (reason: string) => {
    setReopening(false);
    run(async () => {
      await reopenDay(friday.date, reason);
      setSaid(null);
      onChange();
    });
  };
  return (
    <StepRow
      {...step}
      count={missing}
      title={friday.closed ? say.closed : say.close}
      note={say.close_note}
      details={
        <>
          <span>{say.not_recorded({ n: missing })}</span>
          <span>{friday.closed ? say.late_taken : say.policies}</span>
          {said && (
            <Banner tone="approved" icon="approved" live>
              {said}
            </Banner>
          )}
          {problem && <ProblemNote problem={problem} />}
        </>
      }
      action={
        <>
          {friday.closed ? (
            <Button onClick={() => setReopening(true)}>{say.reopen}</Button>
          ) : (
            <Button kind={step.now ? 'main' : 'plain'} busy={busy} onClick={close}>
              {say.close}
            </Button>
          )}
          <ReasonSheet
            open={reopening}
            title={say.reopen}
            action={say.reopen}
            hint={say.reopen_hint}
            onClose={() => setReopening(false)}
            onSend={reopen}
          />
        </>
      }
    />
  );
}
