import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'استمارات وتسجيلات متوقفة',
    nothing: 'لا شيء متوقف.',
    mending: '{what}، تصحيح',
    discard: 'حذف المسودة',
    discarded: 'حُذفت المسودة',
  },
  fr: {
    title: 'En pause',
    nothing: 'Rien n’est en pause.',
    mending: '{what}, correction',
    discard: 'Supprimer le brouillon',
    discarded: 'Brouillon supprimé',
  },
  en: {
    title: 'On pause',
    nothing: 'Nothing is on pause.',
    mending: '{what}, correction',
    discard: 'Remove the draft',
    discarded: 'Draft removed',
  },
});
