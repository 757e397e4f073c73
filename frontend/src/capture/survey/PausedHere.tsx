import { t } from '../../i18n';
import { drafts, type Stall, type Trader } from '../../store';
import { Icon, ListRow } from '../../ui';
import { hrefOf, MENDING } from '../draft';
import { traderOf } from '../named';
import { words } from './words';

interface PausedHereProps {
  place: Stall;
  traders: readonly Trader[];
}

/** On the walk: surveys that were put off at this place, or with who stands there. */
export function PausedHere({ place, traders }: PausedHereProps) {
  const here = [...drafts.value.values()].filter(
    ({ kind, step, subject }) =>
      kind === 'survey' &&
      step !== MENDING &&
      (subject.stall_id === place.id || traders.some(({ id }) => id === subject.trader_id)),
  );
  return (
    <>
      {here.map((draft) => (
        <ListRow
          key={draft.draft_id}
          lead={<Icon name="pause" />}
          title={t(words).paused}
          second={<bdi>{traderOf(draft.subject.trader_id)?.known_as ?? t(words).nameless}</bdi>}
          href={hrefOf(draft)}
        />
      ))}
    </>
  );
}
