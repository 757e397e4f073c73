import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Button, isDay, WhenField } from '../../ui';
import { ProblemNote, useAction } from '../load';
import { words } from './ask-again-words';
import { setAskAgain } from './calls';
import type { DeskForm } from './types';

interface AskAgainProps {
  form: DeskForm;
  onChange: (form: DeskForm) => void;
}

/** The coach's day: from then on, who was asked or refused before it is asked anew (SV10). */
export function AskAgain({ form, onChange }: AskAgainProps) {
  const [day, setDay] = useState(form.ask_again_from ?? '');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const set = (starts_on: string | null) =>
    run(async () => {
      onChange(await setAskAgain(form.form_id, starts_on));
      setDay(starts_on ?? '');
    });
  const save = () => {
    setAsked(!isDay(day));
    if (isDay(day)) set(day);
  };
  return (
    <div class="ask-again">
      <WhenField
        label={say.from}
        hint={say.note}
        kind="date"
        value={day}
        onInput={setDay}
        error={asked && !isDay(day) ? say.need_day : undefined}
      />
      <div class="row between">
        <p class="small soft" role="status">
          {form.ask_again_from ? say.set({ day: formatDay(form.ask_again_from) }) : say.unset}
        </p>
        <div class="aside">
          {form.ask_again_from && (
            <Button kind="quiet" size="small" fit busy={busy} onClick={() => set(null)}>
              {say.take_back}
            </Button>
          )}
          <Button size="small" fit busy={busy} onClick={save}>
            {say.save}
          </Button>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
