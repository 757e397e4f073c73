import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Stall } from '../../store';
import { Lane, type LaneSquare } from '../../ui';
import { marks } from '../souk';
import { ChangeMark } from './ChangeMark';
import { lookOf, statusAt } from './marks';
import { laneAround } from './order';
import { here, next, places, standAt } from './position';
import { statusIcon, statusShort } from './Status';
import { goDeaf } from './tap';
import { words } from './words';

/** The five squares around the place; each mark of the past can be tapped and changed. */
export function LaneHere() {
  const [changing, setChanging] = useState<Stall | null>(null);
  const place = here.value;
  if (!place) return null;
  const say = t(words);
  const around = laneAround(places.value, place, next.value);
  const squares: LaneSquare[] = [
    ...around.behind.map((one) => pastSquare(one, () => setChanging(one))),
    { key: place.id, number: place.number, look: 'now', word: say.now },
    ...(around.next ? [nextSquare(around.next)] : []),
  ];
  return (
    <>
      <Lane squares={squares} label={say.lane_label} />
      {changing && <ChangeMark place={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function pastSquare(place: Stall, onChange: () => void): LaneSquare {
  const status = statusAt(marks.value, place);
  const word = statusShort(status);
  const { number } = place;
  return {
    key: place.id,
    number,
    word,
    look: status === null ? 'next' : lookOf(status) === 'present' ? 'full' : 'edge',
    icon: statusIcon(status),
    onClick: onChange,
  };
}

function nextSquare(place: Stall): LaneSquare {
  const say = t(words);
  const { number } = place;
  return {
    key: place.id,
    number,
    look: 'next',
    word: say.next,
    onClick: () => {
      goDeaf();
      standAt(place);
    },
  };
}
