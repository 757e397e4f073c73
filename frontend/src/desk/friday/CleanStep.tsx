import { formatNumber, t } from '../../i18n';
import { Button, Num } from '../../ui';
import { kindName } from '../kinds';
import { ProblemNote } from '../load';
import { sectionName } from '../names';
import { addressOf } from '../routes';
import type { Counted } from '../types';
import { Counts } from './Counts';
import { type ActingProps, StepRow } from './StepRow';
import { useApproveClean } from './useApproveClean';
import { words } from './words';

/** What is clean, all at once or the registrations of one section; the way back stays on the page. */
export function CleanStep({ friday, onChange, ...step }: ActingProps) {
  const say = t(words);
  const { approve, undoLast, last, progress, busy, problem } = useApproveClean(
    friday.date,
    onChange,
  );
  return (
    <StepRow
      {...step}
      count={friday.steps.clean}
      title={say.clean}
      note={say.clean_note}
      details={
        <>
          <Counts counts={friday.kinds.clean} name={kindName} />
          <Registrations
            counts={friday.registrations}
            busy={busy}
            onApprove={(section) => approve({ kind: 'trader', section })}
          />
          <span role="status">{progress && say.approving({ ...progress })}</span>
          {problem && <ProblemNote problem={problem} />}
        </>
      }
      action={
        <>
          {step.done ? (
            <Button kind="quiet" href={addressOf('review', friday.date, 'clean')}>
              {say.see}
            </Button>
          ) : (
            <Button kind={step.now ? 'main' : 'plain'} busy={busy} onClick={() => approve()}>
              {say.approve_n({ n: friday.steps.clean })}
            </Button>
          )}
          {last > 0 && (
            <Button kind="quiet" icon="undo" busy={busy} onClick={undoLast}>
              {say.take_back({ n: last })}
            </Button>
          )}
        </>
      }
    />
  );
}

interface RegistrationsProps {
  counts: Counted;
  busy: boolean;
  onApprove: (section: string) => void;
}

function Registrations({ counts, busy, onApprove }: RegistrationsProps) {
  const sections = Object.entries(counts);
  if (sections.length === 0) return null;
  const say = t(words);
  return (
    <fieldset class="by-section">
      <legend class="soft">{say.registrations}</legend>
      {sections.map(([section, n]) => (
        <Button key={section} size="small" busy={busy} onClick={() => onApprove(section)}>
          {sectionName(section)} <Num>{formatNumber(n)}</Num>
        </Button>
      ))}
    </fieldset>
  );
}
