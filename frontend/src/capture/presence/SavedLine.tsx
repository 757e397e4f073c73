import { t } from '../../i18n';
import { StateLabel } from '../../ui';
import { savedToday } from '../souk';
import { words } from '../words';

/** What is safe on this phone, in one quiet line above the actions. */
export function SavedLine() {
  return <StateLabel state="saved">{t(words).entries_saved({ n: savedToday.value })}</StateLabel>;
}
