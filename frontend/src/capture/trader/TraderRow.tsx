import { t } from '../../i18n';
import type { Hit } from '../../roster/search';
import type { Stall, Trader } from '../../store';
import { Highlight, ListRow, PlaceSquare, SectionIcon } from '../../ui';
import { sectionOf, stallOf, tradeName } from '../named';
import { statusOf } from '../presence/marks';
import { StatusLabel } from '../presence/Status';
import { marks } from '../souk';
import { AskAgainSign } from '../survey/AskAgain';
import { SurveyStanding } from '../survey/SurveyStanding';
import { ToAskSign } from '../survey/ToAsk';
import { words as shared } from '../words';
import { words } from './words';

export function placesOf(trader: Trader): readonly Stall[] {
  return trader.stalls.flatMap((id) => stallOf(id) ?? []);
}

interface TraderRowProps {
  trader: Trader;
  /** Why it was found. */
  hit?: Hit<Trader> | undefined;
  href?: string | undefined;
  onClick?: (() => void) | undefined;
}

/** A trader in a list: place, name, trade, why they were found, and what the day says of them. */
export function TraderRow({ trader, hit, href, onClick }: TraderRowProps) {
  const places = placesOf(trader);
  const shownPlace = places.find((place) => hit?.field === 'place' && place.number === hit.text);
  const place = shownPlace ?? places[0];
  const byName = hit?.field === 'known_as' && hit.text === trader.known_as;
  return (
    <ListRow
      name
      lead={place ? <PlaceSquare number={place.number} /> : <PlaceSquare sign="walk" dashed />}
      title={<Highlight text={trader.known_as} range={byName ? hit.ranges[0] : null} />}
      second={
        <>
          <SectionIcon section={sectionOf(trader)} /> <Why hit={byName ? undefined : hit} />
          {!place && `${t(shared).itinerant} · `}
          {tradeName(trader.trade)} <AskAgainSign trader_id={trader.id} />{' '}
          <SurveyStanding trader={trader} /> <ToAskSign trader={trader} />
        </>
      }
      end={<StatusLabel status={statusOf(marks.value, trader, places)} />}
      href={href}
      onClick={onClick}
    />
  );
}

function Why({ hit }: { hit: Hit<Trader> | undefined }) {
  if (!hit || hit.field === 'place') return null;
  const say = t(words);
  const found = <Highlight text={hit.text} range={hit.ranges[0]} />;
  if (hit.field === 'badge') return <span class="num">{found} · </span>;
  const [before, after] = (hit.field === 'known_as' ? say.nickname : say.civil)({
    name: '|',
  }).split('|');
  return (
    <span>
      {before}
      {found}
      {after} ·{' '}
    </span>
  );
}
