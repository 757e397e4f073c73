import { formatDay, t } from '../../i18n';
import { Banner } from '../../ui';
import { dayOfInstant, momentOf, nameOf } from '../names';
import { words } from './ready-words';
import type { Readiness, Team } from './types';

/** Named one by one; beyond these it is a number. */
const NAMED = 8;

/** On the eve: how many phones are ready for the souk, and who is not, and why; on the day one line (RE4). */
export function Ready({ team }: { team: Team }) {
  const say = t(words);
  const { ready } = team;
  if (!ready || ready.of === 0) return null;
  const { souk_date, not_ready, of } = ready;
  const text = say.ready({ n: ready.ready, of, day: formatDay(souk_date) });
  if (not_ready.length === 0) return <Banner icon="check">{text}</Banner>;
  if (souk_date <= dayOfInstant(new Date().toISOString())) {
    return <Banner icon="phone">{text}</Banner>;
  }
  return (
    <Banner tone="returned" icon="phone">
      {text}
      {not_ready.slice(0, NAMED).map((one) => (
        <span key={one.person_id} class="block">
          <NotReady one={one} team={team} />
        </span>
      ))}
      {not_ready.length > NAMED && (
        <span class="block">{say.others({ n: not_ready.length - NAMED })}</span>
      )}
    </Banner>
  );
}

function NotReady({ one, team }: { one: Readiness['not_ready'][number]; team: Team }) {
  const person = team.people.find(({ id }) => id === one.person_id);
  return (
    <>
      <b>
        <bdi>{person ? nameOf(person) : one.person_id}</bdi>
      </b>
      {' · '}
      {whyOf(one.failing)}
      {one.at && (
        <>
          {' · '}
          <bdi class="soft">{momentOf(one.at, team.souk_date)}</bdi>
        </>
      )}
    </>
  );
}

/** A newer app may look at more than this desk knows. */
function whyOf(failing: readonly string[]): string {
  const say = t(words);
  if (failing.length === 0) return say.never;
  const known: Readonly<Record<string, unknown>> = say;
  const texts = failing.map((code) => known[`why_${code}`] ?? code);
  return texts.join(say.and);
}
