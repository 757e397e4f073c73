import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    from: 'إعادة السؤال ابتداء من',
    note: 'ابتداء من هذا اليوم، لا تبقى على الهواتف الاستمارات المنجزة والامتناعات السابقة له، ويُسأل أصحابها من جديد.',
    need_day: 'يُرجى اختيار يوم.',
    set: 'يُعاد السؤال ابتداء من {day}.',
    unset: 'لم يُحدَّد أي يوم: كل استمارة أو امتناع يبقى ظاهرا بتاريخه.',
    save: 'حفظ اليوم',
    take_back: 'حذف اليوم',
  },
  fr: {
    from: 'Redemander à partir du',
    note: 'À partir de ce jour, les questionnaires faits et les refus d’avant ne s’affichent plus sur les téléphones : on repose la question.',
    need_day: 'Choisissez un jour.',
    set: 'On redemande à partir du {day}.',
    unset: 'Aucun jour : chaque questionnaire fait ou refusé reste affiché avec sa date.',
    save: 'Enregistrer le jour',
    take_back: 'Retirer le jour',
  },
  en: {
    from: 'Ask again from',
    note: 'From this day on, surveys done and refusals from before it are no longer shown on phones: people are asked anew.',
    need_day: 'Choose a day.',
    set: 'People are asked again from {day}.',
    unset: 'No day: each survey done or refused stays shown with its date.',
    save: 'Save the day',
    take_back: 'Remove the day',
  },
});
