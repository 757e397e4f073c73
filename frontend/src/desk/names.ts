import { formatDay, formatTime, type Lang, lang, t } from '../i18n';
import { me } from './session';
import { trades } from './trades';
import type { By, Named, Texts } from './types';
import { entryWords, words } from './words';

/** Arabic name where Arabic is spoken, the Latin one elsewhere; the other where one is missing. */
export function nameOf(person: Named): string {
  const { name_ar, name_latin } = person;
  return lang.value === 'ar' ? name_ar || name_latin : name_latin || name_ar;
}

export function nameOfBy(by: By): string {
  return 'policy' in by ? t(words).policy : nameOf(by);
}

/** The language of the moment, else Arabic, else whichever there is. */
export function textOf(texts: Texts | null | undefined): string {
  return texts ? textIn(texts, lang.value) : '';
}

/** In a given language, for what is printed for somebody else. */
export function textIn(texts: Texts, language: Lang): string {
  return texts[language] || texts.ar || Object.values(texts).find(Boolean) || '';
}

const spoken = (table: Readonly<Record<string, unknown>>, key: string, otherwise: string) => {
  const word = table[key];
  return typeof word === 'string' ? word : otherwise;
};

/** A code that this app does not know yet is shown as it is: better than hidden. */
export const sectionName = (code: string) => textOf(trades.value.sections.get(code)) || code;
export const sectionNameIn = (code: string, language: Lang) =>
  textIn(trades.value.sections.get(code) ?? {}, language) || code;
export const tradeName = (code: string) => textOf(trades.value.names.get(code)) || code;
export const stateName = (state: string) => spoken(t(entryWords), `state_${state}`, state);
export const flagName = (flag: string) => spoken(t(entryWords), `flag_${flag}`, flag);

const zone = () => me.value?.market.timezone;

/** The hour at the souk, whatever the desk's own clock. */
export const hourOf = (instant: string) => formatTime(instant, zone());

/** The calendar day of an instant at the souk, `YYYY-MM-DD`. */
export function dayOfInstant(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone(),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(new Date(instant));
}

/** «09:42», or «13 نونبر 09:42» where the day is another than `today`. */
export function momentOf(instant: string, today?: string): string {
  const day = dayOfInstant(instant);
  return day === today ? hourOf(instant) : `${formatDay(day, 'short')} ${hourOf(instant)}`;
}
