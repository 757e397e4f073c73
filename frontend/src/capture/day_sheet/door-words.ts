import { defineWords } from '../../i18n';

/** What Today says of the sheet; the sheet's own words come with it. */
export const words = defineWords({
  ar: { day_sheet: 'ورقة اليوم', filled_in: 'مملوءة', not_yet: 'لم تُملأ بعد' },
  fr: { day_sheet: 'Feuille du jour', filled_in: 'remplie', not_yet: 'pas encore remplie' },
  en: { day_sheet: 'Day sheet', filled_in: 'filled in', not_yet: 'not filled in yet' },
});
