import { t } from '../../i18n';
import { Button, Empty, List, ListRow, PlaceSquare, Screen, TopBar } from '../../ui';
import { ground, marks, zonePlaces } from '../souk';
import { type Again, secondPass } from './order';
import { area, places, walkAgain, walkTo } from './position';
import { StatusLabel } from './Status';
import { words } from './words';

/** Places to go back to: nobody was there, or one passed by. */
export function SecondPass() {
  const say = t(words);
  const again = secondPass(area.value ? places.value : zonePlaces.value, marks.value);
  return (
    <Screen
      top={<TopBar title={say.second_pass} back="#/" />}
      footLine
      foot={
        again.length > 0 && (
          <Button kind="main" icon="walk" onClick={() => walkAgain(again.map((one) => one.place))}>
            {say.walk_them}
          </Button>
        )
      }
    >
      {again.length === 0 ? (
        <Empty>{say.second_empty}</Empty>
      ) : (
        <List label={say.second_pass}>
          {again.map((each) => (
            <Row key={each.place.id} {...each} />
          ))}
        </List>
      )}
    </Screen>
  );
}

function Row({ place, why }: Again) {
  const say = t(words);
  const traders = ground.value.occupants.get(place.id) ?? [];
  const names = traders.map((trader) => trader.known_as).join('، ');
  return (
    <ListRow
      name
      lead={<PlaceSquare number={place.number} />}
      title={<bdi>{names || say.nobody_known}</bdi>}
      second={why === 'absent' ? say.was_absent : say.was_passed}
      end={<StatusLabel status={why === 'absent' ? 'absent' : null} />}
      onClick={() => walkTo(place)}
    />
  );
}
