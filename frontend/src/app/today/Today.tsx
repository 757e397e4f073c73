import { NoSoukChoices, NoSoukNote } from '../../capture/NoSouk';
import { named } from '../../capture/named';
import { day } from '../../capture/now';
import { firstWalkPath, hasFirstWalk } from '../../capture/place/bare';
import { secondPass } from '../../capture/presence/order';
import { area, hasGround, here, places } from '../../capture/presence/position';
import { words as walkWords } from '../../capture/presence/words';
import { SaveFailure } from '../../capture/SaveFailure';
import { marks, zonePlaces } from '../../capture/souk';
import { formatDay, t } from '../../i18n';
import { roster } from '../../store';
import { Button, Screen, TopBar } from '../../ui';
import { Notices } from './Notices';
import { Rows } from './Rows';
import { SyncState } from './SyncState';
import { words } from './words';
import { Zone } from './Zone';

/** The souk day at a glance: what came back, my zone, what is left, and the way on. */
export function Today() {
  const { is, date } = day.value;
  return (
    <Screen
      top={
        <TopBar
          title={named(roster.value.market?.names)}
          subtitle={formatDay(date)}
          end={<SyncState />}
        />
      }
      footLine
      foot={is === 'none' ? <NoSoukChoices /> : <WalkOn />}
    >
      <Notices />
      <SaveFailure />
      {is === 'none' && <NoSoukNote />}
      {is === 'none' || <Zone />}
      <Rows />
    </Screen>
  );
}

/** The main action: on with the walk, from where it stopped. */
function WalkOn() {
  const say = t(words);
  const nothingKnown = roster.value.stalls.size === 0 && hasFirstWalk.value;
  if (nothingKnown || (hasGround.value && places.value.length === 0)) {
    return (
      <Button kind="main" href={firstWalkPath.value}>
        {t(walkWords).first_walk}
      </Button>
    );
  }
  if (!hasGround.value) {
    return (
      <Button kind="main" href="#/walk">
        {say.choose_area}
      </Button>
    );
  }
  const again = secondPass(area.value ? places.value : zonePlaces.value, marks.value).length;
  const place = here.value;
  if (!place && again > 0) {
    return (
      <Button kind="main" href="#/second-pass">
        {say.to_second_pass({ n: again })}
      </Button>
    );
  }
  const begun = places.value.some((one) => marks.value.byPlace.has(one.id));
  return (
    <Button kind="main" href="#/walk">
      {place && begun ? say.go_on_walk({ number: place.number }) : say.start_walk}
    </Button>
  );
}
