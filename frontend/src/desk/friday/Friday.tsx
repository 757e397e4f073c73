import { navigate } from 'wouter-preact/use-hash-location';
import { formatDay, t } from '../../i18n';
import { Banner, Empty, Icon, Press, SelectField } from '../../ui';
import { readDays, readFriday, readTeam } from '../api';
import { Loaded, useLoad } from '../load';
import { dayOfInstant } from '../names';
import { Page } from '../Page';
import { countRefused, waitingIn } from '../review/refused';
import { refusedWords } from '../review/refused-words';
import { addressOf, type PageProps } from '../routes';
import { waiting } from '../team/custody';
import { Newcomers } from '../team/Newcomers';
import { Ready } from '../team/Ready';
import { Silent } from '../team/Silent';
import type { TeamMember } from '../team/types';
import type { Friday as FridayOf, ReviewDay } from '../types';
import { currentDay, neighbours } from './days';
import { Steps } from './Steps';
import { words } from './words';
import './friday.css';

/** Home of the coach: one souk day in five steps. `#/friday/<date>` */
export function Friday({ rest }: PageProps) {
  const days = useLoad(readDays, 'days');
  const today = dayOfInstant(new Date().toISOString());
  return (
    <Loaded of={days}>
      {(found) => {
        const date = rest[0] ?? currentDay(found, today);
        return date === null ? <NoDay /> : <Day date={date} days={found} onChange={days.reload} />;
      }}
    </Loaded>
  );
}

function NoDay() {
  return (
    <Page title={t(words).day}>
      <Empty>{t(words).empty}</Empty>
    </Page>
  );
}

interface DayProps {
  date: string;
  days: readonly ReviewDay[];
  onChange: () => void;
}

function Day({ date, days, onChange }: DayProps) {
  const friday = useLoad(() => readFriday(date), date);
  const team = useLoad(() => readTeam(date), `team ${date}`);
  const reload = () => {
    friday.reload();
    team.reload();
    onChange();
  };
  return (
    <Page
      title={heading(formatDay(date, 'full'))}
      second={friday.data && <Second friday={friday.data} team={team.data?.people ?? []} />}
      aside={<DayPicker date={date} days={days} />}
    >
      <Loaded of={friday}>
        {(found) => (
          <>
            <RefusedNote />
            {team.data && <Newcomers people={team.data.people} onChange={reload} />}
            {team.data && <Silent team={team.data} />}
            {/* An older day has nothing to say of the next souk. */}
            {team.data?.souk_dates[0] === date && <Ready team={team.data} />}
            <Steps
              friday={found}
              waiting={team.data ? waiting(team.data.people) : []}
              onChange={reload}
            />
            <p class="small soft air">{t(words).order}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** French writes its days small, but not at the head of a page. */
const heading = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What the server refused belongs to no step, and waits for the coach all the same. */
function RefusedNote() {
  const refused = useLoad(countRefused, 'refused');
  const n = refused.data ? waitingIn(refused.data) : 0;
  if (n === 0) return null;
  const say = t(refusedWords);
  return (
    <Banner tone="fix" icon="flag">
      {say.waiting({ n })}{' '}
      <a class="link" href={addressOf('review', 'refused')}>
        {say.see}
      </a>
    </Banner>
  );
}

function Second({ friday, team }: { friday: FridayOf; team: readonly TeamMember[] }) {
  const say = t(words);
  const animators = team.filter((person) => person.roles.some(({ role }) => role === 'animator'));
  const { known_places, marked } = friday.steps.close;
  return (
    <>
      {say.recorded({ marked, known: known_places })}
      {animators.length > 0 && ` · ${say.team({ n: animators.length })}`}
      {' · '}
      {friday.lock ? say.locked : friday.closed ? say.closed : say[`status_${friday.status}`]}
    </>
  );
}

function DayPicker({ date, days }: Pick<DayProps, 'date' | 'days'>) {
  const say = t(words);
  const { before, after } = neighbours(days, date);
  const dates = [...days.map((day) => day.date)].sort().reverse();
  const options = dates.includes(date) ? dates : [date, ...dates];
  return (
    <div class="day-picker">
      {before && (
        <Press class="ib" label={say.previous} href={addressOf('friday', before)}>
          <Icon name="back" />
        </Press>
      )}
      <SelectField
        label={say.day}
        labelHidden
        value={date}
        onChange={(value) => navigate(addressOf('friday', value).slice(1))}
        options={options.map((value) => ({ value, label: formatDay(value) }))}
      />
      {after && (
        <Press class="ib" label={say.next} href={addressOf('friday', after)}>
          <Icon name="go" />
        </Press>
      )}
    </div>
  );
}
