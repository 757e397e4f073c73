import { useEffect } from 'preact/hooks';
import type { ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { type Rahba, roster } from '../../store';
import { ListRow, Screen, SectionTile, SubHead, TopBar } from '../../ui';
import { NoSouk } from '../NoSouk';
import { named } from '../named';
import { day } from '../now';
import { words as shared } from '../words';
import { AddPlace } from './AddPlace';
import { bareSections, isMyLane, lanesOf, walkLane } from './bare';
import { words } from './words';

/** Where no list of places exists: section, lane, and then place by place. */
export function FirstWalk({ params }: ScreenProps) {
  const rahba = roster.value.rahbas.find(({ code }) => code === params.rahba);
  const lane = Number(params.lane ?? 0);
  const code = rahba?.code;
  useEffect(() => {
    if (code && lane > 0) walkLane({ rahba: code, lane });
  }, [code, lane]);
  if (day.value.is === 'none') return <NoSouk title={t(words).first_walk} />;
  if (!rahba) return <PickSection />;
  if (lane > 0) return <AddPlace rahba={rahba} lane={lane} />;
  return <PickLane rahba={rahba} />;
}

function PickSection() {
  const say = t(words);
  return (
    <Screen top={<TopBar title={say.first_walk} back="#/" />}>
      <p class="pad air soft">{bareSections.value.length > 0 ? say.about : say.about_listed}</p>
      {roster.value.rahbas.map((rahba) => (
        <ListRow
          key={rahba.code}
          lead={<SectionTile section={rahba.code} />}
          title={named(rahba.names)}
          second={say.places_n({ n: lanesOf(rahba).reduce((sum, { places }) => sum + places, 0) })}
          href={`#/first-walk/${rahba.code}`}
        />
      ))}
    </Screen>
  );
}

/** My lanes first: each is laid out by one person. */
function PickLane({ rahba }: { rahba: Rahba }) {
  const say = t(words);
  const lanes = lanesOf(rahba);
  const mine = lanes.filter(({ lane }) => isMyLane(rahba, lane));
  const others = lanes.filter((one) => !mine.includes(one));
  return (
    <Screen top={<TopBar title={named(rahba.names)} back="#/first-walk" />}>
      {mine.length > 0 && <SubHead>{say.my_lanes}</SubHead>}
      <Lanes rahba={rahba} lanes={mine} />
      {mine.length > 0 && others.length > 0 && <SubHead>{say.other_lanes}</SubHead>}
      <Lanes rahba={rahba} lanes={others} />
    </Screen>
  );
}

function Lanes({ rahba, lanes }: { rahba: Rahba; lanes: ReturnType<typeof lanesOf> }) {
  const say = t(words);
  return lanes.map(({ lane, places }) => (
    <ListRow
      key={lane}
      title={t(shared).lane({ lane: String(lane) })}
      second={say.places_n({ n: places })}
      href={`#/first-walk/${rahba.code}/${lane}`}
    />
  ));
}
