import { t } from '../../i18n';
import type { Stall, Subject } from '../../store';
import { showUndo } from '../../ui';
import { marks } from '../souk';
import { record, restore } from './mark';
import { markOn, type Status } from './marks';
import { goOn, standAt } from './position';
import { statusIcon, statusShort } from './Status';
import { words } from './words';

/** ms after an advance in which a second tap of the same finger is not heard. */
const DEAF_MS = 400;

let deafUntil = 0;

/** A tap meant for the place before must not mark this one. */
export function isDeaf(): boolean {
  return performance.now() < deafUntil;
}

export function goDeaf(): void {
  deafUntil = performance.now() + DEAF_MS;
}

interface Tap {
  place: Stall;
  subject: Subject;
  status: Status;
  replaced_by?: string | undefined;
  /** How the undo bar names who was marked. */
  name: string;
}

/**
 * Marks and offers the way back; a mark that could not be saved brings the walk back to its place.
 * @returns whether it was saved
 */
export async function tap({ place, subject, status, replaced_by, name }: Tap): Promise<boolean> {
  const before = markOn(marks.value, subject);
  const saved = await record(subject, status, replaced_by);
  if (!saved) {
    standAt(place);
    return false;
  }
  showUndo({
    icon: statusIcon(status),
    text: t(words).marked({ subject: name, status: statusShort(status) }),
    undo: () => {
      standAt(place);
      restore(before, saved.entry_id, subject);
    },
  });
  return true;
}

/** Marks and goes on at once: the next place is there before the save has ended. */
export function tapAndGo(what: Tap): void {
  if (isDeaf()) return;
  goDeaf();
  void tap(what);
  goOn(what.place);
}
