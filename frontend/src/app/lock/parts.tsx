import { personName } from '../../capture/named';
import { t } from '../../i18n';
import type { PersonHere } from '../../store/people';
import { Icon, type IconName, ListRow } from '../../ui';
import { words } from './words';

/** Whose store it is, and what it still holds: all that is known while it is closed. */
export function PersonTile({ person, onClick }: { person: PersonHere; onClick?: () => void }) {
  const say = t(words);
  const { identity } = person;
  return (
    <ListRow
      name
      lead={<Icon name={identity.superseded ? 'lock' : 'person'} size={32} />}
      title={<bdi>{personName(identity.person)}</bdi>}
      second={
        <>
          <Icon name={iconOf(person)} size={20} />{' '}
          {identity.superseded ? `${heldIn(person)} · ${say.superseded}` : heldIn(person)}
        </>
      }
      onClick={onClick}
    />
  );
}

function iconOf({ unsent, arrived }: PersonHere): IconName {
  if (unsent === 0) return 'sent';
  return arrived < unsent ? 'saved' : 'lock';
}

/** What is only here comes first; what has arrived is not settled before the store is opened. */
function heldIn({ unsent, arrived }: PersonHere): string {
  const say = t(words);
  if (unsent === 0) return say.all_sent;
  const here = unsent > arrived ? [say.unsent({ n: unsent - arrived })] : [];
  return [...here, ...(arrived > 0 ? [say.arrived({ n: arrived })] : [])].join(' · ');
}

/** `0:30`, `12:05`: what is left to wait. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
