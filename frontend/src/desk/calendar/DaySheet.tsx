import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Button, Choice, isDay, Sheet, WhenField } from '../../ui';
import { addDay, cancelDay, moveDay } from '../api';
import { ProblemNote, useAction } from '../load';
import type { Calendar, Why } from '../types';
import { WHYS } from './days';
import { words } from './words';

/** What is about to be changed. */
export type Changing = { act: 'add' } | { act: 'move' | 'cancel'; date: string };

interface DaySheetProps {
  changing: Changing;
  today: string;
  onClose: () => void;
  /** With the calendar after it, the day that undo takes back, and what was done. */
  onDone: (after: Calendar, date: string, text: string) => void;
}

/** One day moved, cancelled or added, with its reason. */
export function DaySheet({ changing, today, onClose, onDone }: DaySheetProps) {
  const [day, setDay] = useState('');
  const [why, setWhy] = useState<Why>(changing.act === 'add' ? 'eid' : 'weather');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const said = wordsOf(changing);
  const wrong = changing.act !== 'cancel' && (!isDay(day) || day < today);
  const send = () => {
    setAsked(true);
    if (wrong) return;
    run(async () => {
      const date = changing.act === 'add' ? day : changing.date;
      onDone(await call(changing, day, why), date, said.done(formatDay(date)));
    });
  };
  return (
    <Sheet
      open
      title={said.title}
      onClose={onClose}
      foot={
        <Button kind="main" busy={busy} onClick={send}>
          {said.press}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {changing.act !== 'cancel' && (
        <WhenField
          label={changing.act === 'move' ? say.to : say.day}
          kind="date"
          value={day}
          onInput={setDay}
          error={asked && wrong ? say.pick_day : undefined}
        />
      )}
      <Choice
        legend={say.why}
        value={why}
        onChange={setWhy}
        pairs
        options={WHYS.map((value) => ({ value, label: say[`why_${value}`] }))}
      />
    </Sheet>
  );
}

function call(changing: Changing, day: string, why: Why): Promise<Calendar> {
  if (changing.act === 'add') return addDay(day, why);
  return changing.act === 'move' ? moveDay(changing.date, day, why) : cancelDay(changing.date, why);
}

function wordsOf(changing: Changing) {
  const say = t(words);
  if (changing.act === 'add') {
    return {
      title: say.add_title,
      press: say.add,
      done: (day: string) => say.was_added({ day }),
    };
  }
  const day = formatDay(changing.date);
  return changing.act === 'move'
    ? {
        title: say.move_title({ day }),
        press: say.move_do,
        done: () => say.was_moved({ day }),
      }
    : {
        title: say.cancel_title({ day }),
        press: say.cancel_do,
        done: () => say.was_cancelled({ day }),
      };
}
