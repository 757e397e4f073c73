import { t } from '../../i18n';
import { phraseWords } from './words';

/** Ready phrases by their number key, 1 to 8. The code travels with the words. */
export const PHRASES = [
  'ask_again',
  'trade_not_section',
  'incomplete',
  'unclear',
  'place_number',
  'same_person',
  'contradicts',
  'spelling',
] as const;
export type Phrase = (typeof PHRASES)[number];

export const phraseText = (phrase: Phrase) => t(phraseWords)[phrase];
