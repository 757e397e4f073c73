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
    given: 'accord',
    refused: 'refus',
    withdrawn: 'accord retiré',
    purpose: 'Pour',
    decision: 'Réponse',
    mend: 'Corriger le consentement',
  },
  en: {
    title: 'Consent',
    given: 'given',
    refused: 'refused',
    withdrawn: 'withdrawn',
    purpose: 'For',
    decision: 'Answer',
    mend: 'Correct the consent',
  },
});
