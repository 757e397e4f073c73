import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, FieldNotes, Num, StateLabel } from '../../ui';
import type { GeoPoint } from '../types.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

const PATIENCE_MS = 30_000;

/** A position, on demand only; coordinates are kept as decimal text, never as floats. */
export function Place({ question, answer, error, warning, onAnswer }: WidgetProps) {
  const say = t(words);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const point = isPoint(answer) ? answer : null;
  const locate = () => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onAnswer(pointOf(coords));
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  };
  return (
    <div class="ask">
      {point && (
        <p>
          <StateLabel state="mark" icon="check">
            {say.located({ acc: point.acc ?? '?' })}
          </StateLabel>{' '}
          <Num>
            {point.lat}, {point.lon}
          </Num>
        </p>
      )}
      <Button icon="elsewhere" busy={state === 'busy'} onClick={locate}>
        {state === 'busy' ? say.locating : say.locate}
      </Button>
      {point && (
        <Button kind="quiet" size="small" icon="cross" fit onClick={() => onAnswer(null)}>
          {say.clear}
        </Button>
      )}
      <FieldNotes
        id={question.path}
        error={error ?? (state === 'failed' ? say.not_located : undefined)}
        warning={warning}
      />
    </div>
  );
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

const isPoint = (answer: WidgetProps['answer']): answer is GeoPoint =>
  typeof answer === 'object' && 'lat' in answer;
