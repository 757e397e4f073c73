import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { roster, type Stall } from '../../store';
import { Choice, TextField } from '../../ui';
import { placeNumbered } from '../ground';
import { sectionName, stallOf } from '../named';
import { words } from './words';

type Way = 'this' | 'other' | 'none';

/**
 * Where the trader sells.
 * @param offered the place one stands at, or that they had
 * @param rahba in which section a number is looked for first
 */
export function usePlace(offered: string | null, chosen: Way | null, rahba: string | null) {
  const say = t(words);
  const [way, setWay] = useState<Way | null>(chosen);
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const found = placeNumbered(roster.value.stalls.values(), number.trim(), rahba);
  /** The place's id, null for none, undefined where something is missing. */
  const read = (): string | null | undefined => {
    if (way === 'this') return offered;
    if (way === 'none') return null;
    if (way === 'other' && found) return found.id;
    setError(way === 'other' ? say.place_unknown : say.place_needed);
    return undefined;
  };
  return { way, setWay, number, setNumber, error, found, offered: stallOf(offered), read };
}

export function PlaceField(field: Omit<ReturnType<typeof usePlace>, 'read'>) {
  const { way, setWay, number, setNumber, error, found, offered } = field;
  const say = t(words);
  return (
    <>
      <Choice
        legend={say.place_where}
        value={way}
        onChange={setWay}
        error={way !== 'other' ? error : undefined}
        options={[
          ...(offered
            ? [
                {
                  value: 'this' as const,
                  label: say.place_this({ number: offered.number }),
                  hint: sectionName(offered.rahba),
                },
              ]
            : []),
          { value: 'other', label: say.place_other },
          { value: 'none', label: say.place_none },
        ]}
      />
      {way === 'other' && (
        <TextField
          label={say.place_number}
          kind="number"
          value={number}
          onInput={setNumber}
          error={error}
          hint={found ? <FoundPlace place={found} /> : undefined}
        />
      )}
    </>
  );
}

function FoundPlace({ place }: { place: Stall }) {
  return (
    <>
      {t(words).place_this({ number: place.number })} · {sectionName(place.rahba)}
    </>
  );
}
