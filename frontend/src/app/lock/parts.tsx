import { personName } from '../../capture/named';
import { t } from '../../i18n';
import type { PersonHere } from '../../store/people';
import { Icon, ListRow } from '../../ui';
import { words } from './words';

/** Whose store it is, and what it still holds: all that is known while it is closed. */
export function PersonTile({ person, onClick }: { person: PersonHere; onClick?: () => void }) {
  const say = t(words);
  const { unsent, identity } = person;
  const held = unsent > 0 ? say.unsent({ n: unsent }) : say.all_sent;
  return (
    <ListRow
      name
      lead={<Icon name={identity.superseded ? 'lock' : 'person'} size={32} />}
      title={<bdi>{personName(identity.person)}</bdi>}
      second={
        <>
          <Icon name={unsent > 0 ? 'saved' : 'sent'} size={20} />{' '}
          {identity.superseded ? `${held} · ${say.superseded}` : held}
        </>
      }
      onClick={onClick}
    />
  );
}

/** `0:30`, `12:05`: what is left to wait. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
