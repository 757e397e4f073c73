import { defineWords } from '../../../i18n';

export const words = defineWords({
  ar: {
    name: 'استمارة',
    outcome: 'النتيجة',
    outcome_completed: 'مكتملة',
    outcome_refused: 'امتناع عن المشاركة',
    outcome_stopped: 'توقفت قبل النهاية',
    status_refused: 'امتناع عن الجواب',
    status_dont_know: 'لا أعرف',
    status_unknown: 'غير معروف، بقرار من المدرب',
  },
  fr: {
    name: 'Questionnaire',
    outcome: 'Issue',
    outcome_completed: 'terminé',
    outcome_refused: 'refus de participer',
    outcome_stopped: 'arrêté avant la fin',
    status_refused: 'refus de répondre',
    status_dont_know: 'ne sait pas',
    status_unknown: 'inconnu, par décision du coach',
  },
  en: {
    name: 'Survey',
    outcome: 'Outcome',
    outcome_completed: 'completed',
    outcome_refused: 'did not take part',
    outcome_stopped: 'stopped before the end',
    status_refused: 'refused to answer',
    status_dont_know: 'does not know',
    status_unknown: 'unknown, set by the coach',
  },
});
