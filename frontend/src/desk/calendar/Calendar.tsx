import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Button, type Column, Num, StateLabel, showUndo, Table, VisuallyHidden } from '../../ui';
import { endHours, readCalendar, undoDay } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { nameOf } from '../names';
import { Page } from '../Page';
import type { CalendarDay, Calendar as CalendarOf } from '../types';
import { Wide } from '../Wide';
import { type Changing, DaySheet } from './DaySheet';
import { actsOn, stateOf, weekdaysOf, whyText } from './days';
import { HoursSheet } from './HoursSheet';
import { RuleSheet } from './RuleSheet';
import { words } from './words';

type Open = 'rule' | 'hours' | null;

/** The next twelve souk days: which weekdays, and what differs from them. */
export function Calendar() {
  const calendar = useLoad(readCalendar, 'calendar');
  const [open, setOpen] = useState<Open>(null);
  const [changing, setChanging] = useState<Changing | null>(null);
  const { run, problem } = useAction();
  const say = t(words);
  const found = calendar.data;
  const undo = (date: string) => run(async () => calendar.set(await undoDay(date)));
  const done = (after: CalendarOf, date: string, text: string) => {
    calendar.set(after);
    setChanging(null);
    showUndo({ text, undo: () => undo(date) });
  };
  return (
    <Page
      title={found ? headline(found) : say.none}
      second={found && ruleText(found)}
      aside={
        <>
          <Button size="small" onClick={() => setOpen('rule')}>
            {say.change_rule}
          </Button>
          <Button size="small" onClick={() => setOpen('hours')}>
            {say.hours}
          </Button>
          <Button size="small" kind="main" icon="plus" onClick={() => setChanging({ act: 'add' })}>
            {say.add}
          </Button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <Loaded of={calendar} rows={12}>
        {(shown) => (
          <>
            <Spans of={shown} onEnd={(id) => run(async () => calendar.set(await endHours(id)))} />
            <Wide label={say.caption}>
              <Table
                caption={say.caption}
                columns={columnsOf(setChanging, undo)}
                rows={shown.days}
                rowKey={(day) => day.date}
                atRisk={(day) => day.status === 'cancelled' || day.status === 'moved'}
                acting
              />
            </Wide>
          </>
        )}
      </Loaded>
      {open === 'rule' && found && (
        <RuleSheet calendar={found} onClose={() => setOpen(null)} onSaved={calendar.set} />
      )}
      {open === 'hours' && found && (
        <HoursSheet today={found.today} onClose={() => setOpen(null)} onSaved={calendar.set} />
      )}
      {changing && found && (
        <DaySheet
          changing={changing}
          today={found.today}
          onClose={() => setChanging(null)}
          onDone={done}
        />
      )}
    </Page>
  );
}

function headline({ today, days }: CalendarOf): string {
  const say = t(words);
  const next = days.find((day) => day.status === 'planned' || day.status === 'held');
  if (!next) return say.none;
  return next.date === today ? say.today : say.next({ day: formatDay(next.date, 'full') });
}

function ruleText({ rules, today }: CalendarOf): string {
  const say = t(words);
  if (rules.length === 0) return say.no_rule;
  return rules
    .map((rule) => {
      const days = weekdaysOf(rule);
      const day = formatDay(rule.starts_on);
      return rule.starts_on > today ? say.rule_from({ day, days }) : say.rule_is({ days });
    })
    .join(' · ');
}

/** Hours that differ for a while, each with its end. */
function Spans({ of, onEnd }: { of: CalendarOf; onEnd: (id: string) => void }) {
  const say = t(words);
  return (
    <>
      {of.hours.map((span) => (
        <div key={span.id} class="row air">
          <span>
            {say.hours_is({
              from: formatDay(span.starts_on, 'short'),
              to: formatDay(span.ends_on, 'short'),
              opens: span.opens,
              closes: span.closes,
            })}
          </span>
          <Button size="small" fit onClick={() => onEnd(span.id)}>
            {say.end_hours}
          </Button>
        </div>
      ))}
    </>
  );
}

function columnsOf(
  onChange: (changing: Changing) => void,
  onUndo: (date: string) => void,
): Column<CalendarDay>[] {
  const say = t(words);
  return [
    {
      key: 'day',
      head: say.day,
      header: true,
      cell: ({ date }) => <b>{formatDay(date, 'full')}</b>,
    },
    {
      key: 'time',
      head: say.time,
      cell: ({ opens, closes }) => (
        <Num>
          {opens} – {closes}
        </Num>
      ),
    },
    {
      key: 'state',
      head: say.state,
      cell: (day) => {
        const { look, icon, text } = stateOf(day);
        return (
          <StateLabel state={look} icon={icon}>
            {text}
          </StateLabel>
        );
      },
    },
    { key: 'why', head: say.why, cell: ({ reason }) => whyText(reason) },
    {
      key: 'by',
      head: say.by,
      cell: ({ changed_by }) => (changed_by ? <bdi>{nameOf(changed_by)}</bdi> : '—'),
    },
    {
      key: 'acts',
      head: <VisuallyHidden>{say.actions}</VisuallyHidden>,
      cell: (day) => <DayActs day={day} onChange={onChange} onUndo={onUndo} />,
    },
  ];
}

interface DayActsProps {
  day: CalendarDay;
  onChange: (changing: Changing) => void;
  onUndo: (date: string) => void;
}

function DayActs({ day, onChange, onUndo }: DayActsProps) {
  const say = t(words);
  const { change, undo } = actsOn(day);
  const { date } = day;
  const of = <VisuallyHidden> {formatDay(date)}</VisuallyHidden>;
  return (
    <span class="acting-on">
      {change && (
        <Button size="small" fit onClick={() => onChange({ act: 'move', date })}>
          {say.move}
          {of}
        </Button>
      )}
      {change && (
        <Button size="small" fit onClick={() => onChange({ act: 'cancel', date })}>
          {say.cancel}
          {of}
        </Button>
      )}
      {undo && (
        <Button size="small" fit icon="undo" onClick={() => onUndo(date)}>
          {day.origin === 'extra' && day.status === 'planned' ? say.withdraw : say.undo}
          {of}
        </Button>
      )}
    </span>
  );
}
