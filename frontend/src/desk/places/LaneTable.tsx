import { formatNumber, t } from '../../i18n';
import { Button, type Column, Num, Table, VisuallyHidden } from '../../ui';
import { wordFor } from '../kinds/kind';
import { words as pitchWords } from '../kinds/place/words';
import type { Place } from './types';
import { words } from './words';

interface LaneTableProps {
  lane: number;
  places: readonly Place[];
  busy: boolean;
  onMove: (place: Place, step: -1 | 1) => void;
}

/** A lane from its first place to its last. */
export function LaneTable({ lane, places, busy, onMove }: LaneTableProps) {
  const title = t(words).lane({ lane: formatNumber(lane) });
  return (
    <section>
      <h2 class="part">{title}</h2>
      <Table
        caption={title}
        columns={columnsOf(places, busy, onMove)}
        rows={places}
        rowKey={(place) => place.id}
        acting
      />
    </section>
  );
}

function columnsOf(
  places: readonly Place[],
  busy: boolean,
  onMove: LaneTableProps['onMove'],
): readonly Column<Place>[] {
  const say = t(words);
  const last = places.length - 1;
  return [
    {
      key: 'turn',
      head: say.turn,
      cell: (place) => <Num>{formatNumber(places.indexOf(place) + 1)}</Num>,
    },
    { key: 'place', head: say.place, header: true, cell: ({ number }) => <Num>{number}</Num> },
    {
      key: 'pitch',
      head: say.pitch,
      cell: ({ pitch }) => (pitch ? wordFor(pitchWords, 'pitch_', pitch) : '—'),
    },
    {
      key: 'move',
      head: <VisuallyHidden>{say.move}</VisuallyHidden>,
      cell: (place) => (
        <div class="moves" id={movesOf(place)}>
          <span>
            {place !== places[0] && <Step of={place} step={-1} busy={busy} onMove={onMove} />}
          </span>
          {place !== places[last] && <Step of={place} step={1} busy={busy} onMove={onMove} />}
        </div>
      ),
    },
  ];
}

/** Where the buttons of a place are: a keyboard stays on it as it moves. */
export function movesOf({ id }: Place): string {
  return `moves-${id}`;
}

interface StepProps {
  of: Place;
  step: -1 | 1;
  busy: boolean;
  onMove: LaneTableProps['onMove'];
}

function Step({ of, step, busy, onMove }: StepProps) {
  const say = t(words);
  return (
    <Button size="small" fit busy={busy} onClick={() => onMove(of, step)}>
      {step < 0 ? say.up : say.down} <VisuallyHidden>{of.number}</VisuallyHidden>
    </Button>
  );
}
