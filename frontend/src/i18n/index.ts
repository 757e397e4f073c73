/**
 * Words and formats in Arabic, French and English.
 *
 *   const words = defineWords({ ar: {…}, fr: {…}, en: {…} });   // in a words.ts beside what uses it
 *   t(words).save                                                // follows the language of the moment
 *   t(words).places({ n: 12 })                                   // plural, six forms in Arabic
 *   formatDay('2026-11-20') · formatTime(instant) · formatNumber(1912) · formatPercent(0.85)
 */
export { defineWords, type Plural, type Spoke, speak, t, type Words } from './define';
export {
  type DayStyle,
  formatDay,
  formatNumber,
  formatPercent,
  formatTime,
  inHalves,
  localeOf,
  westernDigits,
} from './format';
export { directionOf, isLang, LANGUAGE_NAMES, LANGUAGES, type Lang, lang } from './language';
