import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, isDay, isHour, Sheet, WhenField } from '../../ui';
import { setHours } from '../api';
import { ProblemNote, useAction } from '../load';
import type { Calendar } from '../types';
import { words } from './words';

interface HoursSheetProps {
  today: string;
  onClose: () => void;
  onSaved: (after: Calendar) => void;
}

/** Other hours from one day to another: the month of Ramadan. */
export function HoursSheet({ today, onClose, onSaved }: HoursSheetProps) {
  const [span, setSpan] = useState({
    starts_on: today,
    ends_on: '',
    opens: '08:00',
    closes: '14:00',
  });
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const set = (some: Partial<typeof span>) => setSpan({ ...span, ...some });
  const wrongDays = !isDay(span.starts_on) || !isDay(span.ends_on) || span.ends_on < span.starts_on;
  const wrongHours = !isHour(span.opens) || !isHour(span.closes) || span.closes <= span.opens;
  const save = () => {
    setAsked(true);
    if (wrongDays || wrongHours) return;
    run(async () => {
      onSaved(await setHours(span));
      onClose();
    });
  };
  return (
    <Sheet
      open
      title={say.hours_title}
      onClose={onClose}
      foot={
        <Button kind="main" busy={busy} onClick={save}>
          {say.save}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <WhenField
        label={say.from}
        kind="date"
        value={span.starts_on}
        onInput={(starts_on) => set({ starts_on })}
      />
      <WhenField
        label={say.until}
        kind="date"
        value={span.ends_on}
        onInput={(ends_on) => set({ ends_on })}
        error={asked && wrongDays ? say.wrong_days : undefined}
      />
      <WhenField
        label={say.opens}
        kind="time"
        value={span.opens}
        onInput={(opens) => set({ opens })}
      />
      <WhenField
        label={say.closes}
        kind="time"
        value={span.closes}
        onInput={(closes) => set({ closes })}
        error={asked && wrongHours ? say.wrong_hours : undefined}
      />
    </Sheet>
  );
}
