import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Button } from '../../ui';
import { closeDay, lockDay, reopenDay, undoPolicies } from '../api';
import { newId } from '../ids';
import { ProblemNote, useAction } from '../load';
import { LockedNote } from '../review/LockedNote';
import { ReasonSheet } from '../review/ReasonSheet';
import { type ActingProps, StepRow } from './StepRow';
import { words } from './words';

/**
 * Closing, and its two ways back: the day opens again, and what rules approved is taken back. A closed
 * day can be locked; then opening it is the only way back.
 */
export function CloseStep({ friday, onChange, ...step }: ActingProps) {
  const say = t(words);
  const { run, busy, problem } = useAction();
  const [said, setSaid] = useState<string | null>(null);
  const { known_places, marked, by_policy } = friday.steps.close;
  const missing = Math.max(known_places - marked, 0);
  const act = (work: () => Promise<string | null>) =>
    run(async () => {
      setSaid(await work());
      onChange();
    });
  const close = () =>
    act(async () => {
      const { approved, sampled, known_places: known } = await closeDay(friday.date);
      return say.closing_done({ approved, sampled, known });
    });
  const reopen = (reason: string) => act(() => reopenDay(friday.date, reason).then(() => null));
  const lock = () => act(() => lockDay(friday.date).then(() => null));
  const takeBack = () =>
    act(async () => {
      const { undone } = await undoPolicies(friday.date, newId());
      return say.taken_back({ n: undone });
    });
  return (
    <StepRow
      {...step}
      count={missing}
      title={friday.lock ? say.locked : friday.closed ? say.closed : say.close}
      note={say.close_note}
      details={
        <>
          <span>{say.not_recorded({ n: missing })}</span>
          <span>{friday.closed ? say.late_taken : say.policies}</span>
          {friday.lock && <LockedNote lock={friday.lock} />}
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
            <>
              {!friday.lock && (
                <Button icon="lock" busy={busy} onClick={lock}>
                  {say.lock}
                </Button>
              )}
              <Reopen onReopen={reopen} />
            </>
          ) : (
            <Button kind={step.now ? 'main' : 'plain'} busy={busy} onClick={close}>
              {say.close}
            </Button>
          )}
          {by_policy > 0 && !friday.lock && (
            <Button kind="quiet" icon="undo" busy={busy} onClick={takeBack}>
              {say.take_back_policies({ n: by_policy })}
            </Button>
          )}
        </>
      }
    />
  );
}

function Reopen({ onReopen }: { onReopen: (reason: string) => void }) {
  const say = t(words);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say.reopen}</Button>
      <ReasonSheet
        open={asking}
        title={say.reopen}
        action={say.reopen}
        hint={say.reopen_hint}
        onClose={() => setAsking(false)}
        onSend={(reason) => {
          setAsking(false);
          onReopen(reason);
        }}
      />
    </>
  );
}
