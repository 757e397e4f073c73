import { lazy } from '../../app/router';
import { t } from '../../i18n';
import { entries } from '../../store';
import { Icon, ListRow } from '../../ui';
import type { Door } from '../door';
import { words } from './door-words';
import { sheetOn } from './sheet';

export const daySheetDoor: Door = {
  kind: 'day_sheet',
  path: '/day-sheet/:date?',
  screen: lazy(() => import('../mine/screens').then((m) => m.DaySheetScreen)),
  draftPath: ({ souk_date }) => `/day-sheet/${souk_date}`,
  Row,
};

function Row({ date }: { date: string }) {
  const say = t(words);
  const sheet = sheetOn(date, entries.value.values());
  return (
    <ListRow
      lead={<Icon name="today" />}
      title={say.day_sheet}
      second={sheet ? say.filled_in : say.not_yet}
      href="#/day-sheet"
    />
  );
}
