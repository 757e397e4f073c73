import { type Lang, lang } from './language';

/**
 * Digits are Western in all three languages. `nu-latn` says so even where a phone's ICU data lacks
 * `ar-MA` and falls back to `ar`. French is `fr`, whose thousands take a space; `fr-MA` takes a full stop.
 */
const LOCALES: Readonly<Record<Lang, string>> = { ar: 'ar-MA-u-nu-latn', fr: 'fr', en: 'en-GB' };

/** Said in Morocco; ICU has them under `ar-MA` only, which small builds of it drop. */
const MOROCCAN_MONTHS =
  'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر'.split(' ');

const DAY_STYLES = {
  /** الجمعة 20 نونبر */
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  /** الجمعة 20 نونبر 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 20 نونبر */
  short: { day: 'numeric', month: 'short' },
  /** الجمعة */
  weekday: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DayStyle = keyof typeof DAY_STYLES;

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  let format = formats.get(key);
  if (!format) {
    format = make();
    formats.set(key, format);
  }
  return format as F;
}

export function localeOf(language: Lang): string {
  return LOCALES[language];
}

/** 1912 → 1.912 (ar), 1 912 (fr), 1,912 (en). Not for place numbers or codes: those are names. */
export function formatNumber(value: number, language: Lang = lang.value): string {
  return kept(`n${language}`, () => new Intl.NumberFormat(LOCALES[language])).format(value);
}

/** A share of 1, in whole percent: 0.853 → 85%. Put it in `<Num>`, which keeps sign and digits together. */
export function formatPercent(share: number, language: Lang = lang.value): string {
  const options = { style: 'percent', maximumFractionDigits: 0 } as const;
  return kept(`%${language}`, () => new Intl.NumberFormat(LOCALES[language], options)).format(
    share,
  );
}

/** @param date a souk date, `YYYY-MM-DD`: a day of the calendar, in no time zone. */
export function formatDay(
  date: string,
  style: DayStyle = 'day',
  language: Lang = lang.value,
): string {
  const midnight = new Date(`${date}T00:00:00Z`);
  const format = kept(
    `${style}${language}`,
    () => new Intl.DateTimeFormat(LOCALES[language], { ...DAY_STYLES[style], timeZone: 'UTC' }),
  );
  if (language !== 'ar') return firstOfMonth(format.format(midnight), language);
  const parts = format.formatToParts(midnight).map((part) => {
    if (part.type === 'month') return MOROCCAN_MONTHS[midnight.getUTCMonth()];
    return part.type === 'literal' ? ' ' : part.value;
  });
  return parts.join('');
}

/** French counts the first day of a month as first: « 1er janvier ». */
function firstOfMonth(day: string, language: Lang): string {
  return language === 'fr' ? day.replace(/(^|\s)1(?=\s)/, '$11er') : day;
}

/**
 * The hour of an instant, `08:15`, 24 hours.
 * @param instant RFC 3339 UTC, or milliseconds since 1970
 * @param timeZone of the souk; without it, the phone's own
 */
export function formatTime(
  instant: string | number,
  timeZone?: string,
  language: Lang = lang.value,
): string {
  const format = kept(
    `t${language}${timeZone ?? ''}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  );
  return format.format(new Date(instant));
}

/** `4827 1936`: a day code as it is read aloud. */
export function inHalves(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** Digits of any keyboard, Arabic-Indic and Persian ones too, as 0–9; everything else as it was. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
