import { useState } from 'preact/hooks';
import { formatDay, formatPercent, t } from '../../i18n';
import { Button, Empty, Pill, SelectField } from '../../ui';
import { readPresence } from '../api';
import { Files } from '../data/Files';
import { Loaded, useLoad } from '../load';
import { momentOf, textOf } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import { holds, me } from '../session';
import type { Cell, Presence } from '../types';
import { words as deskWords } from '../words';
import { Patterns } from './bars';
import { DayTable } from './DayTable';
import { dayOf } from './figures';
import { WeeksTable } from './WeeksTable';
import { words } from './words';
import './souk.css';

const WEEKS = 8;

/** Presence and coverage, always side by side: of one souk day, or of the last eight. */
export function Souk() {
  const presence = useLoad(() => readPresence(WEEKS), 'presence');
  const say = t(words);
  if (presence.data === null) {
    return (
      <Page title={say.weeks_title}>
        <Loaded of={presence} rows={12}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  const { days } = presence.data;
  const newest = days[days.length - 1];
  if (!newest) {
    return (
      <Page title={say.title_none} aside={holds('coach') && <ToArrange />}>
        <Empty>{say.no_days}</Empty>
      </Page>
    );
  }
  return <Figures presence={presence.data} newest={newest.date} />;
}

/** What the coach arranges of the souk itself. */
function ToArrange() {
  const say = t(deskWords);
  return (
    <>
      <Button size="small" href={addressOf('calendar')}>
        {say.calendar}
      </Button>
      <Button size="small" href={addressOf('places')}>
        {say.places}
      </Button>
    </>
  );
}

function Figures({ presence, newest }: { presence: Presence; newest: string }) {
  const [date, setDate] = useState(newest);
  const [weeks, setWeeks] = useState(false);
  const say = t(words);
  const { total } = dayOf(presence, date);
  const day = presence.days.find((each) => each.date === date);
  const settled = day?.closed === true && total?.provisional !== true;
  const moving = settled ? [] : [say.provisional];
  const standing = day?.locked ? [say.locked, ...moving] : settled ? [say.settled] : moving;
  const allSettled = weeks
    ? presence.days.every(({ closed }) => closed) && !presence.totals.some((c) => c.provisional)
    : settled;
  return (
    <Page
      title={weeks ? say.weeks_title : headline(total)}
      second={
        weeks
          ? say.by_section
          : `${formatDay(date, 'full')} · ${say.by_section} · ${standing.join(' · ')}`
      }
      aside={
        <>
          {holds('coach') && <ToArrange />}
          {!weeks && (
            <SelectField
              label={say.day}
              labelHidden
              value={date}
              onChange={setDate}
              options={presence.days
                .map((each) => ({ value: each.date, label: formatDay(each.date) }))
                .reverse()}
            />
          )}
          <Pill on={!weeks} onClick={() => setWeeks(false)}>
            {say.this_day}
          </Pill>
          <Pill on={weeks} onClick={() => setWeeks(true)}>
            {say.weeks}
          </Pill>
          <Button size="small" icon="print" onClick={() => print()}>
            {t(deskWords).print}
          </Button>
          <Files of="figures" weeks={WEEKS} />
        </>
      }
    >
      <Patterns />
      {weeks ? <WeeksTable presence={presence} /> : <DayTable presence={presence} date={date} />}
      <p class="small soft air">
        {say.definition} {!weeks && total && say.itinerant({ n: total.itinerant.present })}
      </p>
      <p class="printed small">
        {(allSettled ? say.printed : say.printed_provisional)({
          market: textOf(me.value?.market.names),
          when: momentOf(new Date().toISOString()),
        })}
      </p>
    </Page>
  );
}

function headline(total: Cell | null): string {
  const say = t(words);
  if (total === null || total.rate_permille === null) return say.title_none;
  return say.title({
    rate: formatPercent(total.rate_permille / 1000),
    coverage: formatPercent((total.coverage_permille ?? 0) / 1000),
  });
}
