import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choices, isDay, isHour, Sheet, WhenField } from '../../ui';
import { setRule } from '../api';
import { ProblemNote, useAction } from '../load';
import type { Calendar } from '../types';
import { weekdayName } from './days';
import { words } from './words';

interface RuleSheetProps {
  calendar: Calendar;
  onClose: () => void;
  onSaved: (after: Calendar) => void;
}

const WEEK = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** On which weekdays the souk is held, from a day on. */
export function RuleSheet({ calendar, onClose, onSaved }: RuleSheetProps) {
  const { rules, today } = calendar;
  const now = rules[rules.length - 1];
  const [weekdays, setWeekdays] = useState<readonly string[]>((now?.weekdays ?? []).map(String));
  const [starts_on, setStart] = useState(today);
  const [opens, setOpens] = useState(now?.opens ?? '06:30');
  const [closes, setCloses] = useState(now?.closes ?? '15:00');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const wrong = {
    weekdays: weekdays.length === 0 && say.pick_weekday,
    day: (!isDay(starts_on) || starts_on < today) && say.pick_day,
    hours: (!isHour(opens) || !isHour(closes) || closes <= opens) && say.wrong_hours,
  };
  const save = () => {
    setAsked(true);
    if (wrong.weekdays || wrong.day || wrong.hours) return;
    run(async () => {
      onSaved(await setRule({ weekdays: weekdays.map(Number).sort(), opens, closes, starts_on }));
      onClose();
    });
  };
  const error = (what: string | false) => (asked && what) || undefined;
  return (
    <Sheet
      open
      title={say.rule_title}
      onClose={onClose}
      foot={
        <Button kind="main" busy={busy} onClick={save}>
          {say.save}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <Choices
        legend={say.weekdays}
        values={weekdays}
        onChange={setWeekdays}
        pairs
        options={WEEK.map((value) => ({ value, label: weekdayName(Number(value)) }))}
        error={error(wrong.weekdays)}
      />
      <WhenField
        label={say.from}
        kind="date"
        value={starts_on}
        onInput={setStart}
        error={error(wrong.day)}
      />
      <WhenField label={say.opens} kind="time" value={opens} onInput={setOpens} />
      <WhenField
        label={say.closes}
        kind="time"
        value={closes}
        onInput={setCloses}
        error={error(wrong.hours)}
      />
      <p class="small soft">{say.rule_note}</p>
    </Sheet>
  );
}
