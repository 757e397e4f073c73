import { defineWords } from '../../i18n';

/** What stands in the settings. */
export const words = defineWords({
  ar: {
    code_of: 'رمز اليوم، {day}',
    read_out: 'يُقرأ لمن يبدأ بدون شبكة',
    add: 'إضافة شخص بدون شبكة',
    add_note: 'برمز اليوم من المدرب(ة)',
  },
  fr: {
    code_of: 'Code du jour, {day}',
    read_out: 'à lire à qui commence sans réseau',
    add: 'Ajouter sans réseau',
    add_note: 'avec le code du jour du coach',
  },
  en: {
    code_of: 'Day code, {day}',
    read_out: 'to be read out to who begins without a network',
    add: 'Add a person without a network',
    add_note: 'with the coach’s day code',
  },
});
