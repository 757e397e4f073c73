import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import { ActButton, Acts, type Children, Screen, SectionIcon } from '../../ui';
import { civilName, placeName, sectionOf, tradeName } from '../named';
import { SaveFailure } from '../SaveFailure';
import { SurveyStanding } from '../survey/SurveyStanding';
import { ToAskSign } from '../survey/ToAsk';
import { words as shared } from '../words';
import { LaneHere } from './LaneHere';
import type { Status } from './marks';
import { SavedLine } from './SavedLine';
import { SomeoneElse } from './SomeoneElse';
import { isDeaf, tapAndGo } from './tap';
import { words } from './words';

interface OneProps {
  band: Children;
  place: Stall;
  trader: Trader;
}

/** A place with its one trader: the common case, and one tap. */
export function One({ band, place, trader }: OneProps) {
  const say = t(words);
  const [asking, setAsking] = useState(false);
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
              {say.absent}
            </ActButton>
            <ActButton icon="other" onClick={() => !isDeaf() && setAsking(true)}>
              {say.replaced}
            </ActButton>
            <ActButton icon="left" onClick={() => mark('closed_early')}>
              {say.closed_early}
            </ActButton>
          </Acts>
          <ActButton main icon="present" onClick={() => mark('present')}>
            {say.present}
          </ActButton>
        </>
      }
    >
      <LaneHere />
      <SaveFailure />
      <Who place={place} trader={trader} />
      {asking && (
        <SomeoneElse
          place={place}
          subject={{ stall_id: place.id }}
          onMark={mark}
          onClose={() => setAsking(false)}
        />
      )}
    </Screen>
  );
}

function Who({ place, trader }: { place: Stall; trader: Trader }) {
  const section = sectionOf(trader);
  const civil = civilName(trader);
  return (
    <section class="pad grow column air" aria-live="polite" aria-atomic="true">
      <div class="hero">
        <span class={place.number.length > 3 ? 'n long' : 'n'}>{place.number}</span>
        <div>
          <p class="row">
            <SectionIcon section={section} size={24} />
            <b class={`sec-${section} sec-ink`}>{tradeName(trader.trade)}</b>
          </p>
          {trader.badge && (
            <p class="mini soft">
              {t(shared).badge} <bdi class="num">{trader.badge}</bdi>
            </p>
          )}
        </div>
      </div>
      <p class="who">
        <bdi>{trader.known_as}</bdi>
      </p>
      {civil && (
        <p class="soft">
          <bdi>{civil}</bdi>
        </p>
      )}
      <SurveyStanding trader={trader} />
      <ToAskSign trader={trader} />
      {trader.state === 'provisional' && <p class="mini soft">{t(shared).provisional}</p>}
    </section>
  );
}
