import { t } from '../../i18n';
import { Banner } from '../../ui';
import { momentOf, nameOf } from '../names';
import { silentWords } from './silent-words';
import type { SilentPhone, Team } from './types';

/** Named one by one; beyond these it is a number. */
const NAMED = 3;

/** Phones that hold something and went silent: whom to call, the most entries first (CU5). */
export function Silent({ team }: { team: Team }) {
  const say = t(silentWords);
  const { silent } = team;
  if (silent.length === 0) return null;
  return (
    <Banner tone="fix" icon="phone" live second={say.call_first}>
      {say.silent({ n: silent.length })}
      {silent.slice(0, NAMED).map((one) => (
        <span key={one.device.id} class="block">
          <SilentOne one={one} team={team} />
        </span>
      ))}
      {silent.length > NAMED && (
        <span class="block">{say.others({ n: silent.length - NAMED })}</span>
      )}
    </Banner>
  );
}

function SilentOne({ one, team }: { one: SilentPhone; team: Team }) {
  const say = t(silentWords);
  const person = team.people.find(({ id }) => id === one.person_id);
  return (
    <>
      <b>
        <bdi>{person ? nameOf(person) : one.device.name}</bdi>
      </b>
      {' · '}
      {say.holds({ n: one.pending })} ·{' '}
      {say.heard({ when: momentOf(one.heard_at, team.souk_date) })}
      {one.device.name && (
        <>
          {' · '}
          <bdi class="soft">{one.device.name}</bdi>
        </>
      )}
    </>
  );
}
