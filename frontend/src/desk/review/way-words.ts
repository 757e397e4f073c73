import { defineWords } from '../../i18n';

/** How a returned answer is to be mended. */
export const wayWords = defineWords({
  ar: {
    how: 'كيف يُصحَّح:',
    mend: 'تصحيح دون الرجوع إلى التاجر(ة)',
    ask_again: 'يُسأل من جديد في السوق المقبل',
    period_over: 'يخص فترة انقضت: لا يُسأل عنه من جديد، ويُصحَّح دون الرجوع إلى التاجر(ة).',
  },
  fr: {
    how: 'Comment corriger :',
    mend: 'Corriger sans le commerçant',
    ask_again: 'Redemander au prochain souk',
    period_over:
      'Porte sur une période passée : à corriger sans le commerçant, sans le redemander.',
  },
  en: {
    how: 'How to mend:',
    mend: 'Mend without the trader',
    ask_again: 'Ask again at the next souk',
    period_over: 'About a period that is over: mended without the trader, not asked again.',
  },
});
