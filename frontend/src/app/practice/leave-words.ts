import { defineWords } from '../../i18n';

/** Of practice, wherever one stands in it. */
export const words = defineWords({
  ar: {
    practice: 'تمرين',
    practising: 'هذا تمرين على سوق متخيَّل',
    practising_note: 'لا يُرسل منه شيء. تسجيلاتك الحقيقية كما هي، وما ينتظر منها يُرسل بعد الخروج.',
    leave: 'الخروج من التمرين',
    leave_note: 'يُمحى ما سُجِّل في التمرين',
    begin: 'بدء تمرين',
    begin_note: 'سوق متخيَّل بعشرين مكانا. لا يُرسل منه شيء.',
  },
  fr: {
    practice: 'Exercice',
    practising: 'Ceci est un exercice, sur un souk inventé',
    practising_note:
      'Rien n’en est envoyé. Vos vraies saisies restent intactes ; celles qui attendent partent ensuite.',
    leave: 'Quitter l’exercice',
    leave_note: 'ce qui y est saisi sera effacé',
    begin: 'S’exercer',
    begin_note: 'un souk inventé de vingt places ; rien n’est envoyé',
  },
  en: {
    practice: 'Practice',
    practising: 'This is practice, on an invented souk',
    practising_note:
      'Nothing of it is sent. Your real entries stay as they are; what waits goes afterwards.',
    leave: 'Leave practice',
    leave_note: 'what was recorded in it is cleared',
    begin: 'Practise',
    begin_note: 'an invented souk of twenty places; nothing is sent',
  },
});
