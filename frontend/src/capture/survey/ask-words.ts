import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    ask_again: 'يُسأل من جديد',
    to_ask: {
      zero: 'لا أسئلة تُطرح من جديد',
      one: 'سؤال واحد يُطرح من جديد',
      two: 'سؤالان يُطرحان من جديد',
      few: '{n} أسئلة تُطرح من جديد',
      many: '{n} سؤالا يُطرح من جديد',
      other: '{n} سؤال يُطرح من جديد',
    },
    surveys: {
      zero: 'لا استمارة يُسأل صاحبها من جديد',
      one: 'استمارة واحدة يُسأل صاحبها من جديد',
      two: 'استمارتان يُسأل صاحباهما من جديد',
      few: '{n} استمارات يُسأل أصحابها من جديد',
      many: '{n} استمارة يُسأل أصحابها من جديد',
      other: '{n} استمارة يُسأل أصحابها من جديد',
    },
    set_unknown: 'جعله المدرب غير معروف',
    unknown_answers: {
      zero: 'لا أجوبة جعلها المدرب غير معروفة',
      one: 'جواب واحد جعله المدرب غير معروف',
      two: 'جوابان جعلهما المدرب غير معروفين',
      few: '{n} أجوبة جعلها المدرب غير معروفة',
      many: '{n} جوابا جعله المدرب غير معروف',
      other: '{n} جواب جعله المدرب غير معروف',
    },
    ask: 'طرح الأسئلة من جديد',
    on_souk_day: 'تُطرح هذه الأسئلة على صاحب المكان في السوق المقبل، ولا تُملأ بدونه.',
    next: 'السوق المقبل: {day}',
  },
  fr: {
    ask_again: 'À redemander',
    to_ask: {
      one: '{n} question à redemander',
      many: '{n} de questions à redemander',
      other: '{n} questions à redemander',
    },
    surveys: {
      one: '{n} questionnaire à redemander',
      many: '{n} de questionnaires à redemander',
      other: '{n} questionnaires à redemander',
    },
    set_unknown: 'mis à « inconnu » par le coach',
    unknown_answers: {
      one: '{n} réponse mise à « inconnu » par le coach',
      many: '{n} de réponses mises à « inconnu » par le coach',
      other: '{n} réponses mises à « inconnu » par le coach',
    },
    ask: 'Reposer les questions',
    on_souk_day:
      'Ces questions se reposent à la personne au prochain souk ; ne pas y répondre sans elle.',
    next: 'Prochain souk : {day}',
  },
  en: {
    ask_again: 'Ask again',
    to_ask: { one: '{n} question to ask again', other: '{n} questions to ask again' },
    surveys: { one: '{n} survey to ask again', other: '{n} surveys to ask again' },
    set_unknown: 'set to unknown by the coach',
    unknown_answers: {
      one: '{n} answer set to unknown by the coach',
      other: '{n} answers set to unknown by the coach',
    },
    ask: 'Ask the questions again',
    on_souk_day:
      'These questions are put to the person again at the next souk, and not answered without them.',
    next: 'Next souk: {day}',
  },
});
