import { DOORS } from '../../capture/doors';
import { day } from '../../capture/now';
import { hasFirstWalk } from '../../capture/place/bare';
import { secondPass } from '../../capture/presence/order';
import { area, places } from '../../capture/presence/position';
import { words as walkWords } from '../../capture/presence/words';
import { marks, zonePlaces } from '../../capture/souk';
import { t } from '../../i18n';
import { drafts, practising, roster, teamPhones } from '../../store';
import { Icon, ListRow } from '../../ui';
import { ChangePersonRow } from '../settings/ThisPhone';
import { words } from './words';

/** What is left to do besides the walk, and the way to the settings. */
export function Rows() {
  const say = t(words);
  const again = secondPass(area.value ? places.value : zonePlaces.value, marks.value).length;
  const paused = drafts.value.size;
  const { date, is } = day.value;
  return (
    <>
      {again > 0 && (
        <ListRow
          lead={<Icon name="nothere" />}
          title={say.second_pass}
          count={again}
          href="#/second-pass"
        />
      )}
      {is !== 'none' && hasFirstWalk.value && roster.value.stalls.size > 0 && (
        <ListRow
          lead={<Icon name="plus" />}
          title={t(walkWords).first_walk}
          second={t(walkWords).first_walk_why}
          href="#/first-walk"
        />
      )}
      {paused > 0 && (
        <ListRow lead={<Icon name="pause" />} title={say.paused} count={paused} href="#/paused" />
      )}
      {is !== 'none' && DOORS.map(({ kind, Row }) => Row && <Row key={kind} date={date} />)}
      {is !== 'none' && (
        <ListRow lead={<Icon name="check" />} title={say.end_of_day} href="#/end-of-day" />
      )}
      {is === 'none' && !practising.value && (
        <ListRow lead={<Icon name="phone" />} title={say.get_ready} href="#/ready" />
      )}
      {teamPhones.value.length > 0 && (
        <ListRow lead={<Icon name="qr" />} title={say.closings} href="#/closings" />
      )}
      <ChangePersonRow />
      <ListRow lead={<Icon name="more" />} title={say.settings} href="#/settings" />
    </>
  );
}
