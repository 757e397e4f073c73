import { personName } from '../../capture/named';
import { t } from '../../i18n';
import { hasPin, me, storesHere } from '../../store';
import { Bdi, Button, Icon, ListRow, SubHead } from '../../ui';
import { words as dayCode } from '../join/day-code-words';
import { changePerson } from '../lock/gate';
import { words as lock } from '../lock/gate-words';
import { goTo } from '../router';
import { DayCodeRow } from './DayCodeRow';

/** Whose phone this is, what protects it, and who else uses it. */
export function ThisPhone() {
  const say = t(lock);
  return (
    <>
      <SubHead>{say.phone_shared}</SubHead>
      <ListRow
        lead={<Icon name="lock" />}
        title={hasPin.value ? say.change : say.choose}
        second={hasPin.value ? say.set : say.none}
        href="#/pin"
      />
      <DayCodeRow />
      <ChangePersonRow />
      <ListRow lead={<Icon name="plus" />} title={say.add_person} onClick={() => addPerson()} />
      <ListRow
        lead={<Icon name="offline" />}
        title={t(dayCode).add}
        second={t(dayCode).add_note}
        href="#/here"
      />
    </>
  );
}

/** Where several share the phone; from Today too. */
export function ChangePersonRow() {
  if (storesHere.value < 2 || !hasPin.value) return null;
  return (
    <ListRow
      lead={<Icon name="people" />}
      title={t(lock).change_person}
      second={me.value && <Bdi>{personName(me.value.person)}</Bdi>}
      onClick={() => changePerson()}
    />
  );
}

/** My own store behind a PIN first, then the code of somebody else (VA10). */
function addPerson(code = ''): void {
  if (hasPin.value) changePerson(`#/join/${code}`);
  else goTo('/pin/join');
}

export function AddPersonButton({ code }: { code: string | undefined }) {
  return (
    <Button size="small" icon="plus" fit onClick={() => addPerson(code)}>
      {t(lock).add_person}
    </Button>
  );
}
