import { NO_SECTION } from '../../forms/asking';
import { t } from '../../i18n';
import { sectionName } from '../names';
import { words } from './asking-words';

/** A section's name, or that somebody has none. */
export const whereName = (section: string): string =>
  section === NO_SECTION ? t(words).no_section : sectionName(section);
