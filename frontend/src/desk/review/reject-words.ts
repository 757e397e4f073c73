import { defineWords } from '../../i18n';

export const rejectWords = defineWords({
  ar: {
    where: 'ما سُجِّل لهذا الشخص ({counts}): إلى أين؟',
    keep: 'يبقى للمكان، بدون هوية',
    keep_hint: 'ينتظر في «مُشار إليها» بعلامة «شخص غير معروف».',
    move: 'يُنقل إلى شخص مسجَّل آخر',
    move_hint: 'ضمٌّ يمكن التراجع عنه.',
    reject_too: 'يُرفض أيضا، للسبب نفسه',
    whom: 'الشخص: الاسم أو الشارة',
    need_whom: 'يُرجى البحث عن الشخص ثم اختياره.',
  },
  fr: {
    where: 'Ce qui a été saisi pour elle ({counts}) : où cela va-t-il ?',
    keep: 'Rester à la place, sans identité',
    keep_hint: 'attend parmi les signalées, comme « personne inconnue »',
    move: 'Passer à une autre personne inscrite',
    move_hint: 'par une fusion, qui peut s’annuler',
    reject_too: 'Être rejeté aussi, pour le même motif',
    whom: 'Personne : nom ou badge',
    need_whom: 'Cherchez la personne, puis choisissez-la.',
  },
  en: {
    where: 'What was recorded of this person ({counts}): where does it go?',
    keep: 'It stays with the place, without an identity',
    keep_hint: 'waits among the flagged as “unknown person”',
    move: 'It goes to another registered person',
    move_hint: 'by a merge, which can be undone',
    reject_too: 'It is rejected too, for the same reason',
    whom: 'Person: name or badge',
    need_whom: 'Find the person, then choose them.',
  },
});
