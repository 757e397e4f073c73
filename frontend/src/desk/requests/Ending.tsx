import { useState } from 'preact/hooks';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { formatDay, t } from '../../i18n';
import { Button, Choices, TextField } from '../../ui';
import { ProblemNote, useAction } from '../load';
import { dayOfInstant } from '../names';
import { closeRequest, type Outcome, type Purpose, type SubjectRequest } from './api';
import { words } from './words';

const PURPOSES = ['registration', 'survey', 'photo', 'phone'] as const;

/** How a request ends: done, which carries it out, or refused with a reason. */
export function Ending({ request }: { request: SubjectRequest }) {
  const say = t(words);
  const [purposes, setPurposes] = useState<Purpose[]>(['registration']);
  const [reason, setReason] = useState('');
  const [refusing, setRefusing] = useState(false);
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState(false);
  const { run, busy, problem } = useAction();
  const [, go] = useHashLocation();
  if (request.closed_at) {
    const outcome = say[`outcome_${request.outcome ?? 'done'}`];
    const day = formatDay(dayOfInstant(request.closed_at), 'full');
    return <p class="strong">{say.closed({ day, outcome })}</p>;
  }
  const { sort } = request;
  const end = (outcome: Outcome) => {
    if (sort === 'object' && outcome === 'done' && purposes.length === 0) return;
    run(async () => {
      const about = sort === 'object' && outcome === 'done' ? purposes : [];
      await closeRequest(request.id, { outcome, note: reason.trim(), purposes: about });
      go('/requests');
    });
  };
  // an erasure cannot be taken back, so it takes a second press on a button that says so
  const done = () => (sort === 'erase' && !sure ? setSure(true) : end('done'));
  const refuse = () => {
    if (refusing) setTried(true);
    setRefusing(true);
    if (refusing && reason.trim()) end('refused');
  };
  return (
    <section class="ending column">
      <h2 class="part">{say.end}</h2>
      {problem && <ProblemNote problem={problem} />}
      {sort === 'correct' && <p>{say.correct_how}</p>}
      {sort === 'erase' && <p>{say.erase_what}</p>}
      {sort === 'object' && (
        <Choices
          legend={say.object_to}
          values={purposes}
          onChange={setPurposes}
          pairs
          options={PURPOSES.map((purpose) => ({
            value: purpose,
            label: say[`purpose_${purpose}`],
          }))}
        />
      )}
      {refusing && (
        <TextField
          label={say.reason}
          value={reason}
          onInput={setReason}
          lines={2}
          autoFocus
          error={tried && !reason.trim() ? say.reason_first : undefined}
        />
      )}
      <div class="row">
        <Button kind="main" fit busy={busy} onClick={done}>
          {sure ? say.done_erase_sure : say[`done_${sort}`]}
        </Button>
        <Button fit busy={busy} onClick={refuse}>
          {say.refuse}
        </Button>
      </div>
    </section>
  );
}
