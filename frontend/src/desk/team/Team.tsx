import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import {
  Button,
  type Column,
  SelectField,
  StateLabel,
  type StateLook,
  Table,
  VisuallyHidden,
} from '../../ui';
import { invite, readTeam, readUnlockCodes } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { dayOfInstant, momentOf, nameOf } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import { holds } from '../session';
import type { Invitation } from '../types';
import { words as deskWords } from '../words';
import { AddPerson } from './AddPerson';
import { byRisk, type CustodyState, custodyState, holdsOn } from './custody';
import { DayCodes } from './DayCodes';
import { DevicesSheet } from './DevicesSheet';
import { InvitationSheet } from './InvitationSheet';
import { Newcomers } from './Newcomers';
import { PersonSheet } from './PersonSheet';
import { words as personWords } from './person-words';
import { Ready } from './Ready';
import { Silent } from './Silent';
import { silentWords } from './silent-words';
import { TakeRescue } from './TakeRescue';
import type { TeamMember, Team as TeamOf, UnlockCode } from './types';
import { UnlockSheet } from './UnlockSheet';
import { words as unlockWords } from './unlock-words';
import { words } from './words';
import './team.css';
import { Wide } from '../Wide';

/** Who carries what: people, their phones, and what is not here yet. */
export function Team() {
  const [day, setDay] = useState('');
  const team = useLoad(() => readTeam(day), `team ${day}`);
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<readonly UnlockCode[] | null>(null);
  const { run, busy, problem } = useAction();
  const say = t(words);
  return (
    <Page
      title={team.data ? headline(team.data) : say.title}
      second={team.data && <Second team={team.data} />}
      aside={
        <>
          {team.data && (
            <SelectField
              label={t(silentWords).day}
              labelHidden
              value={team.data.souk_date}
              onChange={setDay}
              options={datesOf(team.data).map((date) => ({ value: date, label: formatDay(date) }))}
            />
          )}
          <Button size="small" href={addressOf('calendar')}>
            {t(deskWords).calendar}
          </Button>
          {holds('coach') && team.data && (
            <TakeRescue people={team.data.people} onTaken={team.reload} />
          )}
          {holds('coach') && <DayCodes />}
          {holds('coach') && (
            <Button
              size="small"
              icon="lock"
              busy={busy}
              onClick={() => run(async () => setCodes(await readUnlockCodes()))}
            >
              {t(unlockWords).sheet}
            </Button>
          )}
          <Button size="small" icon="print" onClick={() => print()}>
            {t(deskWords).print}
          </Button>
          <Button size="small" kind="main" icon="plus" onClick={() => setAdding(true)}>
            {say.add}
          </Button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <Loaded of={team} rows={12}>
        {(found) => (
          <>
            <Newcomers people={found.people} onChange={team.reload} />
            <Silent team={found} />
            <Ready team={found} />
            <People team={found} onChange={team.reload} />
          </>
        )}
      </Loaded>
      <UnlockSheet codes={codes} onClose={() => setCodes(null)} />
      <AddPerson
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={() => {
          setAdding(false);
          team.reload();
        }}
      />
    </Page>
  );
}

/** A day without a souk shows custody too. */
const datesOf = ({ souk_date, souk_dates }: TeamOf) =>
  souk_dates.includes(souk_date) ? souk_dates : [souk_date, ...souk_dates];

function headline({ people }: TeamOf): string {
  const pending = people.reduce((sum, person) => sum + (person.custody.pending ?? 0), 0);
  return pending === 0 ? t(words).all_arrived : t(words).still({ n: pending });
}

function Second({ team }: { team: TeamOf }) {
  const unknown = team.people.filter((person) => custodyState(person) === 'unknown').length;
  return (
    <>
      {formatDay(team.souk_date)}
      {unknown > 0 && ` · ${t(words).unknown_people({ n: unknown })}`}
    </>
  );
}

function People({ team, onChange }: { team: TeamOf; onChange: () => void }) {
  const [invitation, setInvitation] = useState<{ of: TeamMember; made: Invitation } | null>(null);
  const [phonesOf, setPhonesOf] = useState<string | null>(null);
  const [arranging, setArranging] = useState<string | null>(null);
  const arranged = team.people.find(({ id }) => id === arranging);
  const { run, problem } = useAction();
  const ask = (person: TeamMember) =>
    run(async () => setInvitation({ of: person, made: await invite(person.id) }));
  const people = byRisk(team.people);
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <Wide label={t(words).caption}>
        <Table
          caption={t(words).caption}
          columns={columnsOf(team.souk_date, {
            onInvite: ask,
            onPhones: (person) => setPhonesOf(person.id),
            onArrange: (person) => setArranging(person.id),
          })}
          rows={people}
          rowKey={(person) => person.id}
          atRisk={(person) => ['unknown', 'waiting', 'fix'].includes(custodyState(person))}
          acting
        />
      </Wide>
      {arranged && (
        <PersonSheet
          person={arranged}
          today={dayOfInstant(new Date().toISOString())}
          onClose={() => setArranging(null)}
          onInvitation={(made) => {
            setArranging(null);
            setInvitation({ of: arranged, made });
          }}
          onChange={onChange}
        />
      )}
      <InvitationSheet
        invitation={invitation?.made ?? null}
        name={invitation ? nameOf(invitation.of) : ''}
        onClose={() => setInvitation(null)}
      />
      <DevicesSheet
        person={people.find((person) => person.id === phonesOf) ?? null}
        onClose={() => setPhonesOf(null)}
        onInvite={(person) => {
          setPhonesOf(null);
          ask(person);
        }}
        onChange={onChange}
      />
    </>
  );
}

const LOOKS: Readonly<Record<CustodyState, StateLook>> = {
  unknown: 'fix',
  waiting: 'waiting',
  fix: 'fix',
  arrived: 'received',
  none: 'saved',
};

interface Acts {
  onInvite: (person: TeamMember) => void;
  onPhones: (person: TeamMember) => void;
  onArrange: (person: TeamMember) => void;
}

function columnsOf(today: string, { onInvite, onPhones, onArrange }: Acts): Column<TeamMember>[] {
  const say = t(words);
  // of who carries no phone nothing is unknown
  const known = (n: number | null, person: TeamMember) =>
    n ?? (custodyState(person) === 'none' ? '—' : '?');
  return [
    {
      key: 'person',
      head: say.person,
      header: true,
      cell: (person) => (
        <b>
          <bdi>{nameOf(person)}</bdi>
        </b>
      ),
    },
    { key: 'role', head: say.role, cell: (person) => rolesOn(person, today) },
    {
      key: 'state',
      head: say.state,
      cell: (person) => {
        const state = custodyState(person);
        return <StateLabel state={LOOKS[state]}>{say[`state_${state}`]}</StateLabel>;
      },
    },
    { key: 'received', head: say.received, number: true, cell: ({ custody }) => custody.received },
    {
      key: 'pending',
      head: say.pending,
      number: true,
      cell: (person) => known(person.custody.pending, person),
    },
    {
      key: 'refused',
      head: say.refused,
      number: true,
      cell: (person) => known(person.custody.refused, person),
    },
    {
      key: 'as_of',
      head: say.as_of,
      cell: ({ custody, devices }) =>
        custody.as_of ? (
          <>
            <bdi>{momentOf(custody.as_of, today)}</bdi>{' '}
            <span class="soft">{t(silentWords)[`by_${custody.by}`]}</span>
          </>
        ) : devices.length > 0 ? (
          t(silentWords).by_never
        ) : (
          '—'
        ),
    },
    {
      key: 'acts',
      head: <VisuallyHidden>{say.actions}</VisuallyHidden>,
      cell: (person) => (
        <span class="acting-on">
          <Button size="small" fit onClick={() => onArrange(person)}>
            {t(personWords).arrange}
            <VisuallyHidden> {nameOf(person)}</VisuallyHidden>
          </Button>
          {activePhones(person) > 0 ? (
            <Button size="small" fit onClick={() => onPhones(person)}>
              {say.phones_n({ n: activePhones(person) })}
              <VisuallyHidden> {nameOf(person)}</VisuallyHidden>
            </Button>
          ) : (
            <Button size="small" fit onClick={() => onInvite(person)}>
              {say.invite}
              <VisuallyHidden> {nameOf(person)}</VisuallyHidden>
            </Button>
          )}
        </span>
      ),
    },
  ];
}

const activePhones = (person: TeamMember) =>
  person.devices.filter((device) => device.revoked_at === null).length;

function rolesOn(person: TeamMember, day: string): string {
  const say = t(words);
  const held = (['coach', 'deputy', 'animator', 'official', 'admin'] as const).filter((role) =>
    holdsOn(person, role, day),
  );
  return held.length > 0 ? held.map((role) => say[`role_${role}`]).join(' · ') : say.no_role;
}
