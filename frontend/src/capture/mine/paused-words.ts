import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'ما توقف ولم يكتمل',
    nothing: 'لا شيء متوقف.',
    survey: 'استمارة',
    registration: 'تسجيل تاجر(ة)',
    change: 'تغيير معطيات',
    day_sheet: 'ورقة اليوم',
    mending: '{what}، تصحيح',
    discard: 'حذف المسودة',
    discarded: 'حُذفت المسودة',
  },
  fr: {
    title: 'En pause',
    nothing: 'Rien n’est en pause.',
    survey: 'Questionnaire',
    registration: 'Inscription',
    change: 'Changement de fiche',
    day_sheet: 'Feuille du jour',
    mending: '{what}, correction',
    discard: 'Supprimer le brouillon',
    discarded: 'Brouillon supprimé',
  },
  en: {
    title: 'On pause',
    nothing: 'Nothing is on pause.',
    survey: 'Survey',
    registration: 'Registration',
    change: 'Change of details',
    day_sheet: 'Day sheet',
    mending: '{what}, correction',
    discard: 'Remove the draft',
    discarded: 'Draft removed',
  },
});
