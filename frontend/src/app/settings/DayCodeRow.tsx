import { day } from '../../capture/now';
import { formatDay, inHalves, t } from '../../i18n';
import { dayCodes } from '../../store';
import { Bdi, Icon, ListRow } from '../../ui';
import { codeDay } from '../join/code-day';
import { words } from '../join/day-code-words';

/** On a coach's phone: the code to read out where there is no network (DC1). */
export function DayCodeRow() {
  const say = t(words);
  const date = codeDay(day.value);
  const code = dayCodes.value.find(({ souk_date }) => souk_date === date)?.code;
  if (!date || !code) return null;
  return (
    <ListRow
      lead={<Icon name="person" />}
      title={say.code_of({ day: formatDay(date) })}
      second={say.read_out}
      end={
        <b class="strong">
          <Bdi>{inHalves(code)}</Bdi>
        </b>
      }
    />
  );
}
