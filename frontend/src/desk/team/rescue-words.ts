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
    photos: {
      zero: 'لم تصل أي صورة',
      one: 'وصلت صورة واحدة',
      two: 'وصلت صورتان',
      few: 'وصلت {n} صور',
      many: 'وصلت {n} صورة',
      other: 'وصلت {n} صورة',
    },
    photos_waiting: {
      zero: 'لا صورة في الانتظار',
      one: 'صورة واحدة تنتظر قبول تسجيلها: أعد الملف بعد ذلك',
      two: 'صورتان تنتظران قبول تسجيلهما: أعد الملف بعد ذلك',
      few: '{n} صور تنتظر قبول تسجيلاتها: أعد الملف بعد ذلك',
      many: '{n} صورة تنتظر قبول تسجيلاتها: أعد الملف بعد ذلك',
      other: '{n} صورة تنتظر قبول تسجيلاتها: أعد الملف بعد ذلك',
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
    photos: {
      one: '{n} photo arrivée',
      many: '{n} de photos arrivées',
      other: '{n} photos arrivées',
    },
    photos_waiting: {
      one: '{n} photo attend que sa saisie soit reprise : redonnez le fichier ensuite',
      many: '{n} de photos attendent que leurs saisies soient reprises : redonnez le fichier ensuite',
      other: '{n} photos attendent que leurs saisies soient reprises : redonnez le fichier ensuite',
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
    photos: { one: '{n} photo arrived', other: '{n} photos arrived' },
    photos_waiting: {
      one: '{n} photo waits until its entry is released: give the file again then',
      other: '{n} photos wait until their entries are released: give the file again then',
    },
    again: 'If the file comes twice, or the phone sends the same, nothing is there twice.',
  },
});
