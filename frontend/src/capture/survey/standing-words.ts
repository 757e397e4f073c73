import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    survey: 'استمارة: {word}',
    completed: 'تمت، {day}',
    refused: 'لم تتم الموافقة، {day}',
    stopped: 'لم تكتمل، {day}',
  },
  fr: {
    survey: 'questionnaire : {word}',
    completed: 'fait, {day}',
    refused: 'n’a pas accepté, {day}',
    stopped: 'inachevé, {day}',
  },
  en: {
    survey: 'survey: {word}',
    completed: 'done, {day}',
    refused: 'did not agree, {day}',
    stopped: 'unfinished, {day}',
  },
});
