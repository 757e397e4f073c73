import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import { ActButton, Acts, Banner, type Children, ListRow, Screen, SectionIcon } from '../../ui';
import { placeName, sectionOf, tradeName } from '../named';
import { SaveFailure } from '../SaveFailure';
import { LaneHere } from './LaneHere';
import { inform } from './listed';
import { words as listedWords } from './listed-words';
import type { Status } from './marks';
import { SavedLine } from './SavedLine';
import { isDeaf, tapAndGo } from './tap';
import { words } from './words';

interface ListedProps {
  band: Children;
  place: Stall;
  traders: readonly Trader[];
}

/** A place where a list expects somebody who was not asked yet: they are informed first; until then
 * a tap speaks of the place alone (IM6). */
export function Listed({ band, place, traders }: ListedProps) {
  const say = t(words);
  const [first, ...others] = traders;
  const mark = (status: Status) =>
    tapAndGo({ place, subject: { stall_id: place.id }, status, name: placeName(place) });
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
              {t(listedWords).someone_else}
            </ActButton>
            <ActButton icon="present-o" onClick={() => mark('present')}>
              {t(listedWords).later}
            </ActButton>
          </Acts>
          {first && (
            <ActButton main icon="aloud" onClick={() => !isDeaf() && inform(first)}>
              {t(listedWords).inform}
            </ActButton>
          )}
        </>
      }
    >
      <LaneHere />
      <SaveFailure />
      {first && <Expected place={place} trader={first} />}
      <ToInform listed={others} />
    </Screen>
  );
}

function Expected({ place, trader }: { place: Stall; trader: Trader }) {
  const section = sectionOf(trader);
  return (
    <section class="pad grow column air" aria-live="polite" aria-atomic="true">
      <div class="hero">
        <span class={place.number.length > 3 ? 'n long' : 'n'}>{place.number}</span>
        <p class="row">
          <SectionIcon section={section} size={24} />
          <b class={`sec-${section} sec-ink`}>{tradeName(trader.trade)}</b>
        </p>
      </div>
      <p class="who">
        <bdi>{trader.known_as}</bdi>
      </p>
      <Banner icon="info">{t(listedWords).note}</Banner>
    </section>
  );
}

/** A row for each who is still to be informed, beside those who were. */
export function ToInform({ listed }: { listed: readonly Trader[] }) {
  return (
    <>
      {listed.map((trader) => (
        <ListRow
          key={trader.id}
          title={t(listedWords).inform_who({ name: trader.known_as })}
          second={tradeName(trader.trade)}
          onClick={() => inform(trader)}
        />
      ))}
    </>
  );
}
