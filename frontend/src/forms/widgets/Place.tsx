import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, FieldNotes, Num, StateLabel, TextField } from '../../ui';
import type { GeoPoint } from '../types.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** Metres: as exact as it needs to be, and kept without being asked. */
const GOOD_M = 5;

type Seeking = 'no' | 'yes' | 'denied' | 'failed';

/**
 * A position, on demand only: it is sought until the person keeps it. Who is not let have it writes it or
 * goes on without. Coordinates are kept as decimal text, never as floats.
 */
export function Place({ question, answer, error, warning, onAnswer }: WidgetProps) {
  const say = t(words);
  const { seeking, best, seek, stop } = useSeeking((point) => onAnswer(point));
  const [writing, setWriting] = useState(typeof answer === 'string');
  const point = isPoint(answer) ? answer : null;
  const keep = () => {
    if (best) onAnswer(best);
    stop();
  };
  return (
    <div class="ask">
      {point && seeking !== 'yes' && <Kept point={point} />}
      {seeking === 'yes' && (
        <div class="column">
          <p role="status">{best ? say.within({ acc: rounded(best) }) : say.locating}</p>
          {best && (
            <Button icon="check" onClick={keep}>
              {say.keep_point({ acc: rounded(best) })}
            </Button>
          )}
          <Button kind="quiet" size="small" icon="cross" onClick={stop}>
            {say.stop_locating}
          </Button>
        </div>
      )}
      {seeking !== 'yes' && (
        <Button icon="elsewhere" onClick={seek}>
          {point ? say.locate_again : say.locate}
        </Button>
      )}
      {(seeking === 'denied' || seeking === 'failed') && (
        <p class="small" role="status">
          {seeking === 'denied' ? say.denied : say.not_located}{' '}
          {question.required ? say.write_or_later : say.may_go_on}
        </p>
      )}
      {writing || seeking === 'denied' ? (
        <Written answer={answer} onAnswer={onAnswer} />
      ) : (
        <Button kind="quiet" size="small" icon="edit" fit onClick={() => setWriting(true)}>
          {say.write_point}
        </Button>
      )}
      {point && seeking !== 'yes' && (
        <Button kind="quiet" size="small" icon="cross" fit onClick={() => onAnswer(null)}>
          {say.clear}
        </Button>
      )}
      <FieldNotes id={question.path} error={error} warning={warning} />
    </div>
  );
}

/** Looks for the position as long as it is wanted, and holds the most exact one. */
function useSeeking(onGood: (point: GeoPoint) => void) {
  const [seeking, setSeeking] = useState<Seeking>('no');
  const [best, setBest] = useState<GeoPoint | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one search, whatever is drawn meanwhile
  useEffect(() => {
    if (seeking !== 'yes') return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const found = pointOf(coords);
        setBest((before) => (before && accuracyOf(before) <= coords.accuracy ? before : found));
        if (coords.accuracy > GOOD_M) return;
        onGood(found);
        setSeeking('no');
      },
      ({ code, PERMISSION_DENIED }) => setSeeking(code === PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [seeking]);
  const seek = () => {
    setBest(null);
    setSeeking('geolocation' in navigator ? 'yes' : 'failed');
  };
  return { seeking, best, seek, stop: () => setSeeking('no') };
}

function Kept({ point }: { point: GeoPoint }) {
  const say = t(words);
  return (
    <p>
      <StateLabel state="mark" icon="check">
        {point.acc ? say.located({ acc: rounded(point) }) : say.point_written}
      </StateLabel>{' '}
      <Num>
        {point.lat}, {point.lon}
      </Num>
    </p>
  );
}

const COORDINATES = /^\s*(-?\d{1,2}(?:\.\d{1,9})?)\s*[,;،\s]\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*$/;

/** What is no position stays as it was typed: the form says so, and nothing is lost. */
function Written({ answer, onAnswer }: Pick<WidgetProps, 'answer' | 'onAnswer'>) {
  const say = t(words);
  const point = isPoint(answer) ? answer : null;
  const [typed, setTyped] = useState(point ? `${point.lat}, ${point.lon}` : String(answer ?? ''));
  const give = (text: string) => {
    setTyped(text);
    const [, lat, lon] = COORDINATES.exec(text) ?? [];
    onAnswer(lat && lon ? { lat, lon } : text.trim());
  };
  return <TextField label={say.coordinates} kind="tel" value={typed} onInput={give} />;
}

function pointOf(coords: GeolocationCoordinates): GeoPoint {
  const { latitude, longitude, accuracy, altitude } = coords;
  return {
    lat: latitude.toFixed(6),
    lon: longitude.toFixed(6),
    acc: accuracy.toFixed(1),
    ...(altitude === null ? {} : { alt: altitude.toFixed(1) }),
  };
}

const accuracyOf = (point: GeoPoint): number => Number(point.acc ?? Number.POSITIVE_INFINITY);
const rounded = (point: GeoPoint): number => Math.ceil(accuracyOf(point));

const isPoint = (answer: WidgetProps['answer']): answer is GeoPoint =>
  typeof answer === 'object' && 'lat' in answer;
