import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'ما توقف ولم يكتمل',
    nothing: 'لا شيء متوقف.',
    survey: 'استمارة',
    registration: 'تسجيل تاجر',
    discard: 'حذف المسودة',
    discarded: 'حُذفت المسودة',
  },
  fr: {
    title: 'En pause',
    nothing: 'Rien n’est en pause.',
    survey: 'Questionnaire',
    registration: 'Inscription',
    discard: 'Supprimer le brouillon',
    discarded: 'Brouillon supprimé',
  },
  en: {
    title: 'On pause',
    nothing: 'Nothing is on pause.',
    survey: 'Survey',
    registration: 'Registration',
    discard: 'Remove the draft',
    discarded: 'Draft removed',
  },
});
