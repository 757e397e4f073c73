import { defineWords } from '../i18n';

export const words = defineWords({
  ar: {
    none_today: 'لا سوق اليوم',
    next_is: 'السوق المقبل: {day}',
    none_planned: 'لم يُبرمج أي سوق مقبل بعد.',
    work_on: 'العمل على {day}',
    held_today: 'السوق منعقد اليوم',
    held_today_note: 'يظهر ذلك للمدرب عند المراجعة.',
  },
  fr: {
    none_today: 'Pas de souk aujourd’hui',
    next_is: 'Prochain souk : {day}',
    none_planned: 'Aucun prochain souk n’est encore prévu.',
    work_on: 'Travailler sur {day}',
    held_today: 'Le souk se tient aujourd’hui',
    held_today_note: 'Le coach le verra à la relecture.',
  },
  en: {
    none_today: 'No souk today',
    next_is: 'Next souk: {day}',
    none_planned: 'No next souk is planned yet.',
    work_on: 'Work on {day}',
    held_today: 'The souk is held today',
    held_today_note: 'The coach will see it when reviewing.',
  },
});
