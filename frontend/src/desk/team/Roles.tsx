import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, isDay, WhenField } from '../../ui';
import { endRole, giveRole } from '../api';
import { ProblemNote, useAction } from '../load';
import { holds, holdsOneself } from '../session';
import type { Role } from '../types';
import { words } from './person-words';
import type { TeamMember } from './types';
import { words as teamWords } from './words';
import { daysOf } from './Zones';

interface RolesProps {
  person: TeamMember;
  today: string;
  onChange: () => void;
}

/** What this person may do, from when to when; a deputy is named here. */
export function Roles({ person, today, onChange }: RolesProps) {
  const [naming, setNaming] = useState(false);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const standing = person.roles.filter(({ ends_on }) => ends_on === null || ends_on >= today);
  const change = (call: () => Promise<void>) =>
    run(async () => {
      await call();
      setNaming(false);
      onChange();
    });
  return (
    <section class="arranged">
      <h3>{say.roles}</h3>
      {problem && <ProblemNote problem={problem} />}
      <ul>
        {standing.map((held) => (
          <li key={`${held.role} ${held.starts_on}`} class="phone">
            <span>
              <b>{t(teamWords)[`role_${held.role}`]}</b>{' '}
              <span class="small soft">{daysOf(held)}</span>
            </span>
            {mayGive(held.role) && (
              <Button
                size="small"
                fit
                busy={busy}
                onClick={() => change(() => endRole(person.id, held.role))}
              >
                {say.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayGive('deputy') && !naming && (
        <Button size="small" fit icon="plus" onClick={() => setNaming(true)}>
          {say.make_deputy}
        </Button>
      )}
      {naming && (
        <DeputyForm
          today={today}
          busy={busy}
          onSave={(from, to) => change(() => giveRole(person.id, 'deputy', from, to))}
        />
      )}
    </section>
  );
}

/** As the server has it: a coach names animators, deputies and officials; a deputy animators. */
function mayGive(role: Role): boolean {
  if (holds('admin')) return true;
  if (role === 'animator') return true;
  return holdsOneself('coach') && (role === 'deputy' || role === 'official');
}

interface DeputyFormProps {
  today: string;
  busy: boolean;
  onSave: (from: string, to: string) => void;
}

function DeputyForm({ today, busy, onSave }: DeputyFormProps) {
  const [days, setDays] = useState({ from: today, to: '' });
  const [asked, setAsked] = useState(false);
  const say = t(words);
  const wrong = !isDay(days.from) || !isDay(days.to) || days.from < today || days.to < days.from;
  const save = () => {
    setAsked(true);
    if (!wrong) onSave(days.from, days.to);
  };
  return (
    <div class="column">
      <p class="small">{say.deputy_note}</p>
      <div class="two">
        <WhenField
          label={say.starts_on}
          kind="date"
          value={days.from}
          onInput={(from) => setDays({ ...days, from })}
        />
        <WhenField
          label={say.ends_on}
          kind="date"
          value={days.to}
          onInput={(to) => setDays({ ...days, to })}
          error={asked && wrong ? say.wrong_days : undefined}
        />
      </div>
      <Button kind="main" fit busy={busy} onClick={save}>
        {say.save}
      </Button>
    </div>
  );
}
