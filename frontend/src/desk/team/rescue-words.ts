import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    take: 'استلام ملف هاتف',
    arrived: {
      zero: 'لم يصل أي تغيير',
      one: 'وصل تغيير واحد',
      two: 'وصل تغييران',
      few: 'وصلت {n} تغييرات',
      many: 'وصل {n} تغييرا',
      other: 'وصل {n} تغيير',
    },
    kept: {
      zero: 'لا شيء في انتظار المدرب(ة)',
      one: 'تغيير واحد محفوظ في انتظار المدرب(ة)',
      two: 'تغييران محفوظان في انتظار المدرب(ة)',
      few: '{n} تغييرات محفوظة في انتظار المدرب(ة)',
      many: '{n} تغييرا محفوظا في انتظار المدرب(ة)',
      other: '{n} تغيير محفوظ في انتظار المدرب(ة)',
    },
    waiting: {
      zero: 'لا شيء لم يُقبل بعد',
      one: 'تغيير واحد لم يُقبل بعد: أعد الملف لاحقا',
      two: 'تغييران لم يُقبلا بعد: أعد الملف لاحقا',
      few: '{n} تغييرات لم تُقبل بعد: أعد الملف لاحقا',
      many: '{n} تغييرا لم يُقبل بعد: أعد الملف لاحقا',
      other: '{n} تغيير لم يُقبل بعد: أعد الملف لاحقا',
    },
    again: 'إن وصل الملف مرتين، أو أرسل الهاتف الشيء نفسه، فلا يُسجَّل شيء مرتين.',
  },
  fr: {
    take: 'Recevoir un fichier de téléphone',
    arrived: {
      one: '{n} modification arrivée',
      many: '{n} de modifications arrivées',
      other: '{n} modifications arrivées',
    },
    kept: {
      one: '{n} modification gardée, à voir par le coach',
      many: '{n} de modifications gardées, à voir par le coach',
      other: '{n} modifications gardées, à voir par le coach',
    },
    waiting: {
      one: '{n} modification pas encore prise : redonnez le fichier plus tard',
      many: '{n} de modifications pas encore prises : redonnez le fichier plus tard',
      other: '{n} modifications pas encore prises : redonnez le fichier plus tard',
    },
    again:
      'Si le fichier vient deux fois, ou si le téléphone envoie la même chose, rien n’est en double.',
  },
  en: {
    take: 'Take in a phone’s file',
    arrived: {
      one: '{n} change arrived',
      other: '{n} changes arrived',
    },
    kept: {
      one: '{n} change kept, for the coach to look at',
      other: '{n} changes kept, for the coach to look at',
    },
    waiting: {
      one: '{n} change not taken yet: give the file again later',
      other: '{n} changes not taken yet: give the file again later',
    },
    again: 'If the file comes twice, or the phone sends the same, nothing is there twice.',
  },
});
