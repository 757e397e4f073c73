import { defineWords } from '../../i18n';

/** What stands in the settings. */
export const words = defineWords({
  ar: { code_of: 'رمز اليوم، {day}', read_out: 'يُقرأ لمن يبدأ بدون شبكة' },
  fr: { code_of: 'Code du jour, {day}', read_out: 'à lire à qui commence sans réseau' },
  en: { code_of: 'Day code, {day}', read_out: 'to be read out to who begins without a network' },
});
