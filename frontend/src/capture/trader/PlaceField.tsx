import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { roster, type Stall } from '../../store';
import { Choice, TextField } from '../../ui';
import { placeNumbered } from '../ground';
import { sectionName, stallOf } from '../named';
import { words } from './words';

type Way = 'this' | 'other' | 'none';

/** What of a place was chosen and typed so far; it stands in the form's draft (PH6). */
export interface PlaceTyped {
  readonly way: Way | null;
  readonly number: string;
}

interface PlaceOf {
  /** The place one stands at, or that they had. */
  offered: string | null;
  chosen: Way | null;
  /** In which section a number is looked for first. */
  rahba: string | null;
  typed: PlaceTyped | null | undefined;
  onTyped: (typed: PlaceTyped, typing?: 'typing') => void;
}

/** Where the trader sells. */
export function usePlace({ offered, chosen, rahba, typed, onTyped }: PlaceOf) {
  const say = t(words);
  const { way, number } = typed ?? { way: chosen, number: '' };
  const setWay = (next: Way) => onTyped({ way: next, number });
  const setNumber = (text: string) => onTyped({ way, number: text }, 'typing');
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
