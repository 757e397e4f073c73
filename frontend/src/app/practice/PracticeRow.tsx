import { t } from '../../i18n';
import { practising } from '../../store';
import { Icon, ListRow, SubHead } from '../../ui';
import { begin } from './begin';
import { leave } from './leave';
import { words } from './leave-words';

/** From one's own souk into practice, and back. */
export function PracticeRow() {
  const say = t(words);
  const [title, note, act] = practising.value
    ? [say.leave, say.leave_note, leave]
    : [say.begin, say.begin_note, begin];
  return (
    <>
      <SubHead>{say.practice}</SubHead>
      <ListRow lead={<Icon name="walk" />} title={title} second={note} onClick={() => void act()} />
    </>
  );
}
