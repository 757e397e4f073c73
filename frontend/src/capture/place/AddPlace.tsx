import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Rahba } from '../../store';
import { ActButton, Acts, Screen, SectionBand, showUndo } from '../../ui';
import { leadToError } from '../lead-to-error';
import { named } from '../named';
import { takeBack } from '../presence/mark';
import { statusWord } from '../presence/Status';
import { SaveFailure } from '../SaveFailure';
import { beginRegistration } from '../trader/begin';
import { words as shared } from '../words';
import { addPlace, numberHere, type Then } from './add';
import { lanesOf } from './bare';
import { PitchChoice } from './PitchChoice';
import type { Pitch } from './pitches';
import { words } from './words';

interface AddPlaceProps {
  rahba: Rahba;
  lane: number;
}

/** The place in front of one: its number, what it is made of, and what becomes of who stands there. */
export function AddPlace({ rahba, lane }: AddPlaceProps) {
  const say = t(words);
  const { pitch, setPitch, error, add } = useAdding(rahba.code, lane);
  const there = lanesOf(rahba).find((one) => one.lane === lane)?.places ?? 0;
  const number = String(numberHere({ rahba: rahba.code, lane }));
  return (
    <Screen
      top={
        <SectionBand
          section={rahba.code}
          title={named(rahba.names)}
          line={`${t(shared).lane({ lane: String(lane) })} · ${say.places_n({ n: there })}`}
          back={`#/first-walk/${rahba.code}`}
        />
      }
      foot={
        <>
          <Acts>
            <ActButton icon="other" onClick={() => add('later')}>
              {say.later}
            </ActButton>
            <ActButton icon="person" onClick={() => add('away')}>
              {statusWord('open_without_trader')}
            </ActButton>
            <ActButton icon="cross" onClick={() => add('unwilling')}>
              {say.unwilling}
            </ActButton>
          </Acts>
          <ActButton main icon="plus" onClick={() => add('register')}>
            {say.register}
          </ActButton>
        </>
      }
    >
      <SaveFailure />
      <section class="pad grow column air">
        <div class="hero">
          <span class="n long">{number}</span>
          <p class="q" aria-live="polite">
            {say.new_place}
          </p>
        </div>
        <PitchChoice value={pitch} onChange={setPitch} error={error} />
      </section>
    </Screen>
  );
}

/** One press is one place: while it is being saved, a second one is not heard. */
function useAdding(rahba: string, lane: number) {
  const say = t(words);
  const [pitch, setPitch] = useState<Pitch | null>(null);
  const [error, setError] = useState<string>();
  const busy = useRef(false);
  const add = async (then: Then) => {
    if (busy.current) return;
    if (!pitch) {
      setError(say.pitch_needed);
      return leadToError();
    }
    busy.current = true;
    const added = await addPlace({ rahba, lane }, pitch, then);
    busy.current = false;
    if (!added) return;
    const { stall, entry_ids } = added;
    if (then === 'register') return beginRegistration({ stall, seen: { stall_id: stall.id } });
    showUndo({
      icon: 'plus',
      text: say.added({ number: stall.number }),
      undo: () => {
        for (const id of entry_ids) void takeBack(id);
      },
    });
  };
  const choose = (chosen: Pitch) => {
    setPitch(chosen);
    setError(undefined);
  };
  return { pitch, setPitch: choose, error, add };
}
