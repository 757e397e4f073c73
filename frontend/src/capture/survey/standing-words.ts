import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    survey: 'استمارة: {word}',
    completed: 'تمت، {day}',
    refused: 'لم تتم الموافقة، {day}',
    stopped: 'لم تكتمل، {day}',
    to_ask: 'استمارة مطلوبة',
  },
  fr: {
    survey: 'questionnaire : {word}',
    completed: 'fait, {day}',
    refused: 'n’a pas accepté, {day}',
    stopped: 'inachevé, {day}',
    to_ask: 'à interroger',
  },
  en: {
    survey: 'survey: {word}',
    completed: 'done, {day}',
    refused: 'did not agree, {day}',
    stopped: 'unfinished, {day}',
    to_ask: 'to ask',
  },
});
