import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import { Button, Icon, ListRow, Sheet, SubHead } from '../../ui';
import { placeName } from '../named';
import { ground, marks } from '../souk';
import { record, takeBack } from './mark';
import { markAt, markOn, type Status, subjectAt } from './marks';
import { standAt } from './position';
import { statusIcon, statusWord } from './Status';
import { words } from './words';

/** Any mark of the day, changed or taken back: a sheet over the walk. */
export function ChangeMark({ place, onClose }: { place: Stall; onClose: () => void }) {
  const say = t(words);
  const traders = ground.value.occupants.get(place.id) ?? [];
  return (
    <Sheet
      open
      title={placeName(place)}
      onClose={onClose}
      foot={
        <Button
          icon="elsewhere"
          onClick={() => {
            standAt(place);
            onClose();
          }}
        >
          {say.go_there}
        </Button>
      }
    >
      {traders.length === 0 && <Statuses place={place} trader={null} known={0} onDone={onClose} />}
      {traders.map((trader) => (
        <div key={trader.id}>
          <SubHead>
            <bdi>{trader.known_as}</bdi>
          </SubHead>
          <Statuses place={place} trader={trader} known={traders.length} onDone={onClose} />
        </div>
      ))}
    </Sheet>
  );
}

const OF_TRADER: readonly Status[] = ['present', 'absent', 'closed_early', 'open_without_trader'];
const OF_PLACE: readonly Status[] = ['occupied_unregistered', 'open_without_trader', 'absent'];

interface StatusesProps {
  place: Stall;
  trader: Trader | null;
  known: number;
  onDone: () => void;
}

function Statuses({ place, trader, known, onDone }: StatusesProps) {
  const say = t(words);
  const subject = subjectAt(place, trader, known);
  const own = markOn(marks.value, subject);
  const shown = (trader && markAt(marks.value, place, trader)) ?? own;
  const choose = (status: Status) => {
    void record(subject, status);
    onDone();
  };
  return (
    <>
      {(trader ? OF_TRADER : OF_PLACE).map((status) => (
        <ListRow
          key={status}
          lead={<Icon name={statusIcon(status)} />}
          title={trader || status !== 'absent' ? statusWord(status) : say.empty_place}
          end={shown?.status === status && <Icon name="check" />}
          onClick={() => choose(status)}
        />
      ))}
      {own && (
        <ListRow
          lead={<Icon name="undo" />}
          title={say.undo_mark}
          onClick={() => {
            void takeBack(own.entry_id);
            onDone();
          }}
        />
      )}
    </>
  );
}
