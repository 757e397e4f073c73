import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    note: 'في لائحة الجماعة، ولم يُخبَر بعد. يُسجَّل المكان وحده.',
    inform: 'إخبار وتسجيل',
    inform_who: 'إخبار {name} وتسجيله',
    someone_else: 'شخص آخر',
    later: 'مفتوح، الإخبار لاحقا',
  },
  fr: {
    note: 'Sur la liste de la commune, pas encore informé·e. Seule la place est notée.',
    inform: 'Informer et inscrire',
    inform_who: 'Informer et inscrire {name}',
    someone_else: 'Quelqu’un d’autre',
    later: 'Ouvert, plus tard',
  },
  en: {
    note: 'On the commune’s list, not yet informed. Only the place is recorded.',
    inform: 'Inform and register',
    inform_who: 'Inform and register {name}',
    someone_else: 'Somebody else',
    later: 'Open, later',
  },
});
