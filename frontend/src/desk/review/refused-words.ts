import { defineWords, t } from '../../i18n';

export const refusedWords = defineWords({
  ar: {
    link: 'المرفوضة ({n})',
    waiting: {
      zero: 'لا تسجيل مرفوض في الانتظار',
      one: 'تسجيل واحد رفضه الخادم ينتظر قرارك',
      two: 'تسجيلان رفضهما الخادم ينتظران قرارك',
      few: '{n} تسجيلات رفضها الخادم تنتظر قرارك',
      many: '{n} تسجيلا رفضها الخادم تنتظر قرارك',
      other: '{n} تسجيل رفضها الخادم تنتظر قرارك',
    },
    explain:
      'كل ما رُفض محفوظ كما وصل. إما أن يُعاد إدخاله وفق القواعد نفسها، وإما أن يُستبعد بسبب يقرؤه صاحبه.',
    empty: 'لا يوجد أي تسجيل مرفوض.',
    see: 'الاطلاع عليها',
    unreadable: 'تسجيل غير مقروء',
    of_day: 'يوم {day}',
    as_it_came: 'كما وصل',
    release: 'إدخال التسجيل',
    discard: 'استبعاد',
    discard_title: 'استبعاد التسجيل',
    released: {
      zero: 'لم يُدخل أي تسجيل',
      one: 'أُدخل التسجيل، وهو الآن في المراجعة',
      two: 'أُدخل التسجيل وتصحيحه',
      few: 'أُدخل التسجيل وما تبعه ({n} عمليات)',
      many: 'أُدخل التسجيل وما تبعه ({n} عملية)',
      other: 'أُدخل التسجيل وما تبعه ({n} عملية)',
    },
    discarded: 'استُبعد التسجيل، وسيقرأ صاحبه السبب',
    still: 'ما زال مرفوضا: {why}',
    settled: 'اتُّخذ قرار بشأنه في هذه الأثناء',
    why_held: 'هاتف موقوف أو انتهت صفة صاحبه',
    why_conflict: 'تغيّر التسجيل من هاتف آخر قبل وصوله',
    why_invalid: 'جواب لا تقبله القواعد',
    why_forbidden: 'لم تكن لصاحبه هذه الصفة في ذلك اليوم',
    why_unsupported: 'نوع لا يعرفه هذا الخادم بعد',
    why_op_id_reused: 'الرمز نفسه بمحتوى آخر',
    why_blocked: 'قبله تسجيل آخر لم يُبت فيه',
    why_other: 'سبب آخر',
  },
  fr: {
    link: 'Refusées ({n})',
    waiting: {
      one: '{n} saisie refusée par le serveur attend votre décision',
      many: '{n} de saisies refusées par le serveur attendent votre décision',
      other: '{n} saisies refusées par le serveur attendent votre décision',
    },
    explain:
      'Tout ce qui a été refusé est gardé tel quel. On le reprend, selon les mêmes règles que le reste, ou on l’écarte avec un motif que son auteur lira.',
    empty: 'Aucune saisie refusée n’attend.',
    see: 'Les voir',
    unreadable: 'Saisie illisible',
    of_day: 'jour du {day}',
    as_it_came: 'Telle que reçue',
    release: 'Reprendre',
    discard: 'Écarter',
    discard_title: 'Écarter la saisie',
    released: {
      one: 'Saisie reprise ; elle est maintenant en revue',
      many: 'Saisie reprise avec ce qui l’a suivie ({n} d’opérations)',
      other: 'Saisie reprise avec ce qui l’a suivie ({n} opérations)',
    },
    discarded: 'Saisie écartée ; son auteur lira le motif',
    still: 'Toujours refusée : {why}',
    settled: 'Une décision a été prise entre-temps',
    why_held: 'téléphone suspendu, ou rôle terminé',
    why_conflict: 'la saisie avait changé ailleurs avant son arrivée',
    why_invalid: 'une réponse ne suit pas les règles',
    why_forbidden: 'son auteur n’avait pas ce rôle ce jour-là',
    why_unsupported: 'type que ce serveur ne connaît pas encore',
    why_op_id_reused: 'même identifiant, autre contenu',
    why_blocked: 'une saisie d’avant attend encore sa décision',
    why_other: 'autre raison',
  },
  en: {
    link: 'Refused ({n})',
    waiting: {
      one: '{n} entry that the server refused waits for your decision',
      other: '{n} entries that the server refused wait for your decision',
    },
    explain:
      'All that was refused is kept as it came. Take it in, under the rules that everything passes, or put it aside with a reason that its author reads.',
    empty: 'Nothing that was refused waits.',
    see: 'See them',
    unreadable: 'Unreadable entry',
    of_day: 'day {day}',
    as_it_came: 'As it came',
    release: 'Take in',
    discard: 'Put aside',
    discard_title: 'Put the entry aside',
    released: {
      one: 'Taken in; it is in review now',
      other: 'Taken in with what followed it ({n} operations)',
    },
    discarded: 'Put aside; its author reads the reason',
    still: 'Still refused: {why}',
    settled: 'It was settled meanwhile',
    why_held: 'phone suspended, or its person’s role has ended',
    why_conflict: 'the entry had changed elsewhere before it arrived',
    why_invalid: 'an answer breaks a rule',
    why_forbidden: 'its author did not hold this role on that day',
    why_unsupported: 'a kind that this server does not know yet',
    why_op_id_reused: 'same id, other content',
    why_blocked: 'an entry before it still waits for a decision',
    why_other: 'another reason',
  },
});

/** Why the server said no, by the code of its answer. */
export function whyText(code: string): string {
  const say = t(refusedWords);
  const word = say[`why_${code}` as keyof typeof say];
  return typeof word === 'string' ? word : `${say.why_other} (${code})`;
}
