import { goTo } from '../../app/router';
import { t } from '../../i18n';
import type { Stall, Subject } from '../../store';
import { Icon, ListRow, Sheet } from '../../ui';
import { beginRegistration } from '../trader/begin';
import type { Status } from './marks';
import { words } from './words';

interface SomeoneElseProps {
  place: Stall;
  /** Whose mark it will be: the place's, or one of its traders'. */
  subject: Subject;
  onMark: (status: Status) => void;
  onClose: () => void;
}

/** Somebody else stands at the place: known, new, or not to be named. */
export function SomeoneElse({ place, subject, onMark, onClose }: SomeoneElseProps) {
  const say = t(words);
  const mark = (status: Status) => {
    onClose();
    onMark(status);
  };
  const pick = subject.trader_id ? `/pick/${place.id}/${subject.trader_id}` : `/pick/${place.id}`;
  return (
    <Sheet open title={say.who_is_here({ number: place.number })} onClose={onClose}>
      <ListRow lead={<Icon name="search" />} title={say.pick_known} onClick={() => goTo(pick)} />
      <ListRow
        lead={<Icon name="plus" />}
        title={say.register_new}
        onClick={() => beginRegistration({ seen: subject })}
      />
      <ListRow
        lead={<Icon name="other" />}
        title={say.occupied_unregistered}
        onClick={() => mark('occupied_unregistered')}
      />
      <ListRow
        lead={<Icon name="person" />}
        title={say.open_without_trader}
        onClick={() => mark('open_without_trader')}
      />
    </Sheet>
  );
}
