import { t } from '../../i18n';
import { saveEntries } from '../../store';
import { showUndo } from '../../ui';
import { stallOf } from '../named';
import { takeBack } from '../presence/mark';
import { goOn } from '../presence/position';
import { saving } from '../saving';
import { circumstancesOf } from './circumstances';
import { entriesOf, type Registration } from './registration';
import type { StepProps } from './steps';
import { words } from './words';

/** Saves the registration with its consents and the mark, all or nothing, and goes back. */
export function useFinish({ draft, onLeave }: StepProps) {
  return async (body: Registration) => {
    const entries = entriesOf(draft.draft_id, body, circumstancesOf({ ...draft, body }));
    const saved = await saving(() => saveEntries(entries));
    if (!saved) return;
    const place = stallOf(body.seen?.stall_id);
    if (place) goOn(place);
    onLeave();
    showUndo({
      icon: 'person',
      text: t(words).saved({ name: body.known_as }),
      undo: () => {
        for (const { entry_id } of saved) void takeBack(entry_id);
      },
    });
  };
}
