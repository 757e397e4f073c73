import { defineWords } from '../../i18n';

/** How a returned answer is to be mended. */
export const wayWords = defineWords({
  ar: {
    how: 'ما العمل في الجواب:',
    mend: 'تصحيح دون الرجوع إلى التاجر(ة)',
    ask_again: 'يُسأل من جديد في السوق المقبل',
    unknown: 'جعله غير معروف',
    was_set_unknown: 'جُعل غير معروف',
    period_over: 'يخص فترة انقضت، فلا يُسأل عنه من جديد.',
    approve_rest: 'المصادقة على الباقي',
    approve_note: 'تُحذف الأجوبة المختارة وتُكتب «غير معروف»، ويُصادق على الباقي.',
    mixed_note: 'يعود التسجيل إلى صاحبه، وفيه الأجوبة المختارة «غير معروف».',
  },
  fr: {
    how: 'Que faire de la réponse :',
    mend: 'Corriger sans le commerçant',
    ask_again: 'Redemander au prochain souk',
    unknown: 'Mettre à « inconnu »',
    was_set_unknown: 'mis à « inconnu »',
    period_over: 'Porte sur une période passée : ne se redemande pas.',
    approve_rest: 'Valider le reste',
    approve_note:
      'Les réponses choisies sont retirées et marquées « inconnu » ; le reste est validé.',
    mixed_note: 'La saisie repart chez son auteur, les réponses choisies déjà à « inconnu ».',
  },
  en: {
    how: 'What becomes of the answer:',
    mend: 'Mend without the trader',
    ask_again: 'Ask again at the next souk',
    unknown: 'Set to unknown',
    was_set_unknown: 'set to unknown',
    period_over: 'About a period that is over: not asked again.',
    approve_rest: 'Approve the rest',
    approve_note: 'The chosen answers are taken out and marked unknown; the rest is approved.',
    mixed_note: 'The entry goes back to its author, with the chosen answers already unknown.',
  },
});
