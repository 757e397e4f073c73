import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    title: 'موافقة',
    given: 'موافقة',
    refused: 'عدم موافقة',
    withdrawn: 'سحب الموافقة',
    purpose: 'الغرض',
    decision: 'الجواب',
    mend: 'تصحيح الموافقة',
  },
  fr: {
    title: 'Consentement',
    given: 'Accord',
    refused: 'Refus',
    withdrawn: 'Accord retiré',
    purpose: 'Pour',
    decision: 'Réponse',
    mend: 'Corriger le consentement',
  },
  en: {
    title: 'Consent',
    given: 'Given',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    purpose: 'For',
    decision: 'Answer',
    mend: 'Correct the consent',
  },
});
