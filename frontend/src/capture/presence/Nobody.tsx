import { t } from '../../i18n';
import type { Stall } from '../../store';
import { ActButton, Acts, type Children, Screen } from '../../ui';
import { placeName } from '../named';
import { SaveFailure } from '../SaveFailure';
import { beginRegistration } from '../trader/begin';
import { LaneHere } from './LaneHere';
import type { Status } from './marks';
import { SavedLine } from './SavedLine';
import { isDeaf, tapAndGo } from './tap';
import { words } from './words';

/** A place where the roster knows nobody: what is seen there, or who. */
export function Nobody({ band, place }: { band: Children; place: Stall }) {
  const say = t(words);
  const mark = (status: Status) =>
    tapAndGo({ place, subject: { stall_id: place.id }, status, name: placeName(place) });
  const register = () =>
    !isDeaf() && beginRegistration({ stall: place, seen: { stall_id: place.id } });
  return (
    <Screen
      top={band}
      foot={
        <>
          <SavedLine />
          <Acts>
            <ActButton icon="nothere" onClick={() => mark('absent')}>
              {say.empty_place}
            </ActButton>
            <ActButton icon="other" onClick={() => mark('occupied_unregistered')}>
              {say.occupied_unregistered}
            </ActButton>
            <ActButton icon="person" onClick={() => mark('open_without_trader')}>
              {say.open_without_trader}
            </ActButton>
          </Acts>
          <ActButton main icon="plus" onClick={register}>
            {say.register_here}
          </ActButton>
        </>
      }
    >
      <LaneHere />
      <SaveFailure />
      <section class="pad grow column air" aria-live="polite" aria-atomic="true">
        <div class="hero">
          <span class={place.number.length > 3 ? 'n long' : 'n'}>{place.number}</span>
        </div>
        <p class="q">{say.nobody_known}</p>
      </section>
    </Screen>
  );
}
