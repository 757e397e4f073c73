import { defineWords } from '../../i18n';

/** How a word on custody came, and phones that say none. */
export const silentWords = defineWords({
  ar: {
    silent: {
      zero: 'لا هاتف صامت',
      one: 'هاتف واحد صامت وفيه تسجيلات لم تصل',
      two: 'هاتفان صامتان وفيهما تسجيلات لم تصل',
      few: '{n} هواتف صامتة وفيها تسجيلات لم تصل',
      many: '{n} هاتفا صامتا وفيها تسجيلات لم تصل',
      other: '{n} هاتف صامت وفيها تسجيلات لم تصل',
    },
    call_first: 'يُستحسن الاتصال بهم بهذا الترتيب: الأكثر تسجيلات ثم الأطول صمتا.',
    holds: {
      zero: 'لا تسجيل',
      one: 'تسجيل واحد',
      two: 'تسجيلان',
      few: '{n} تسجيلات',
      many: '{n} تسجيلا',
      other: '{n} تسجيل',
    },
    heard: 'آخر اتصال {when}',
    others: {
      zero: 'لا هاتف غيرها',
      one: 'وهاتف آخر',
      two: 'وهاتفان آخران',
      few: 'و{n} هواتف أخرى',
      many: 'و{n} هاتفا آخر',
      other: 'و{n} هاتف آخر',
    },
    by_sync: 'بالإرسال',
    by_qr: 'برمز QR',
    by_never: 'لم يُخبر بشيء',
    day: 'يوم السوق',
    phone_holds: 'في الهاتف {pending}، للتصحيح {refused}، {when} {by}',
  },
  fr: {
    silent: {
      one: '{n} téléphone muet garde des saisies',
      many: '{n} de téléphones muets gardent des saisies',
      other: '{n} téléphones muets gardent des saisies',
    },
    call_first: 'À appeler dans cet ordre : le plus de saisies, puis le plus long silence.',
    holds: { one: '{n} saisie', many: '{n} de saisies', other: '{n} saisies' },
    heard: 'dernier contact {when}',
    others: {
      one: 'et {n} autre téléphone',
      many: 'et {n} d’autres téléphones',
      other: 'et {n} autres téléphones',
    },
    by_sync: 'par envoi',
    by_qr: 'par QR',
    by_never: 'n’a rien dit',
    day: 'Jour de souk',
    phone_holds: 'sur le téléphone {pending}, à corriger {refused}, {when} {by}',
  },
  en: {
    silent: {
      one: '{n} silent phone holds entries',
      other: '{n} silent phones hold entries',
    },
    call_first: 'Call them in this order: most entries first, then the longest silence.',
    holds: { one: '{n} entry', other: '{n} entries' },
    heard: 'last heard of {when}',
    others: { one: 'and {n} other phone', other: 'and {n} other phones' },
    by_sync: 'by sync',
    by_qr: 'by QR',
    by_never: 'never spoke',
    day: 'Souk day',
    phone_holds: '{pending} on the phone, {refused} to fix, {when} {by}',
  },
});
