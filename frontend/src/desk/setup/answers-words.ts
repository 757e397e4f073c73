import { defineWords } from '../../i18n';

export const answersWords = defineWords({
  ar: {
    title: 'المسؤول عن المعالجة والعنوان',
    change: 'تعديل المعلومات',
    not_given: 'غير محدد',
    note: 'يسري التعديل من اليوم، ويصل إلى الهواتف عند أول اتصال.',
    save: 'حفظ المعلومات',
  },
  fr: {
    title: 'Responsable du traitement et adresse',
    change: 'Modifier ces réponses',
    not_given: 'non renseignée',
    note: 'La modification vaut à partir d’aujourd’hui ; les téléphones l’apprennent à leur prochain envoi.',
    save: 'Enregistrer les réponses',
  },
  en: {
    title: 'Who answers for the data, and the address',
    change: 'Change these answers',
    not_given: 'not given',
    note: 'The change holds from today; phones hear of it when they next send.',
    save: 'Save the answers',
  },
});
