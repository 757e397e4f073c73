import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import { Button, Choice, Icon, Sheet } from '../../ui';
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
        <div key={trader.id} class="column">
          <p class="strong">
            <bdi>{trader.known_as}</bdi>
          </p>
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
      <Choice
        legend={trader?.known_as ?? placeName(place)}
        legendHidden
        value={shown?.status ?? null}
        onChange={choose}
        options={(trader ? OF_TRADER : OF_PLACE).map((status) => ({
          value: status,
          label: trader || status !== 'absent' ? statusWord(status) : say.empty_place,
          lead: <Icon name={statusIcon(status)} />,
        }))}
      />
      {own && (
        <Button
          kind="quiet"
          size="small"
          icon="undo"
          onClick={() => {
            void takeBack(own.entry_id);
            onDone();
          }}
        >
          {say.undo_mark}
        </Button>
      )}
    </>
  );
}
