import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { beBusy } from '../../app/update';
import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import { Button, Empty, Screen, SectionBand, TopBar } from '../../ui';
import { NoSouk } from '../NoSouk';
import { sectionName } from '../named';
import { day } from '../now';
import { firstWalkPath } from '../place/bare';
import { words as placeWords } from '../place/words';
import { ground, marks } from '../souk';
import { AskAgainHere } from '../survey/AskAgain';
import { PausedHere } from '../survey/PausedHere';
import { words as shared } from '../words';
import { Elsewhere } from './Elsewhere';
import { Listed, ToInform } from './Listed';
import { isListed } from './listed';
import { lookAt } from './marks';
import { Nobody } from './Nobody';
import { One } from './One';
import { area, hasGround, here, places } from './position';
import { Several } from './Several';
import { useWakeLock } from './wake-lock';
import { words } from './words';

/** The walk: the place where one stands, with one tap to mark it; the next is there at once. */
export function Walk() {
  useWakeLock();
  useEffect(() => beBusy(), []);
  if (day.value.is === 'none') return <NoSouk title={t(words).walk} />;
  if (!hasGround.value || choosing.value) return <Elsewhere onClose={closeChoice} />;
  const place = here.value;
  if (!place) return <AllDone />;
  const traders = ground.value.occupants.get(place.id) ?? [];
  return <AtPlace key={place.id} place={place} traders={traders} />;
}

const choosing = signal(false);
const closeChoice = () => {
  choosing.value = false;
};

function AtPlace({ place, traders }: { place: Stall; traders: readonly Trader[] }) {
  const listed = traders.filter(isListed);
  const known = traders.filter((trader) => !isListed(trader));
  const band = (
    <>
      <Band place={place} />
      <AskAgainHere of={{ stall_id: place.id }} />
      <PausedHere place={place} traders={known} />
      {known.length > 0 && <ToInform listed={listed} />}
    </>
  );
  const [only] = known;
  if (!only && listed.length > 0) return <Listed band={band} place={place} traders={listed} />;
  if (!only) return <Nobody band={band} place={place} />;
  if (known.length > 1) return <Several band={band} place={place} traders={known} />;
  return <One band={band} place={place} trader={only} />;
}

function Band({ place }: { place: Stall }) {
  const say = t(words);
  const all = places.value;
  const done = all.filter((one) => lookAt(marks.value, one) !== 'open').length;
  const lane = place.lane ? `${t(shared).lane({ lane: place.lane })} · ` : '';
  return (
    <SectionBand
      section={place.rahba}
      title={sectionName(place.rahba)}
      line={`${lane}${say.done_of({ done, known: all.length })}`}
      back="#/"
      action={{
        icon: 'elsewhere',
        label: say.elsewhere,
        onClick: () => {
          choosing.value = true;
        },
      }}
    />
  );
}

function AllDone() {
  const say = t(words);
  const none = places.value.length === 0;
  const title = area.value ? sectionName(area.value.rahba) : say.walk;
  return (
    <Screen
      top={<TopBar title={title} back="#/" />}
      foot={
        <>
          {none && (
            <Button kind="main" icon="plus" href={firstWalkPath.value}>
              {say.first_walk}
            </Button>
          )}
          {!none && (
            <Button kind="main" href="#/second-pass">
              {say.to_second_pass}
            </Button>
          )}
          <Button
            icon="elsewhere"
            onClick={() => {
              choosing.value = true;
            }}
          >
            {say.elsewhere}
          </Button>
          {!none && (
            <Button kind="quiet" icon="plus" href={firstWalkPath.value}>
              {t(placeWords).add_here}
            </Button>
          )}
        </>
      }
    >
      <Empty look={none ? 'dashed' : 'present'}>{none ? say.no_places : say.all_done}</Empty>
      {!none && <p class="pad center soft">{say.all_done_second}</p>}
    </Screen>
  );
}
