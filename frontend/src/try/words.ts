import { defineWords } from '../i18n';

export const words = defineWords({
  ar: {
    somebody: 'تجربة',
    ended: 'انتهت التجربة',
    nothing_kept: 'لم يُحفظ شيء ولم يُرسل شيء.',
    again: 'إعادة التجربة',
  },
  fr: {
    somebody: 'Essai',
    ended: 'Essai terminé',
    nothing_kept: 'Rien n’est enregistré ni envoyé.',
    again: 'Recommencer',
  },
  en: {
    somebody: 'Trial',
    ended: 'Trial finished',
    nothing_kept: 'Nothing is kept or sent.',
    again: 'Try again',
  },
});
