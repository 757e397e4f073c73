import { defineWords } from '../../i18n';

export const lockWords = defineWords({
  ar: {
    locked: 'أقفل {name} أرقام هذا اليوم في {when}',
    stops: 'لا يُقبل أي قرار يغيّرها، ما عدا الإرجاع للتصحيح، إلى أن يُعاد فتح اليوم بسبب.',
  },
  fr: {
    locked: 'Chiffres de ce jour verrouillés par {name}, {when}',
    stops:
      'Aucune décision ne les change, sauf renvoyer pour correction, tant que la journée n’est pas rouverte avec un motif.',
  },
  en: {
    locked: 'The figures of this day were locked by {name}, {when}',
    stops:
      'No decision changes them, but for returning an entry to correct, until the day is reopened with a reason.',
  },
});
