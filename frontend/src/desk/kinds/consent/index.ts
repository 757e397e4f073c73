import { isLang, LANGUAGE_NAMES, t } from '../../../i18n';
import { answered, type Kind, textAt, wordFor } from '../kind';
import { words } from './words';

export const CONSENT: Kind = {
  name: () => t(words).name,
  fields(body, about) {
    const say = t(words);
    const language = textAt(body, 'language');
    return answered([
      {
        path: 'trader_id',
        label: say.trader,
        value: about.title.trader ?? about.title.badge ?? '',
        isolate: true,
      },
      {
        path: 'purpose',
        label: say.purpose,
        value: wordFor(words, 'purpose_', textAt(body, 'purpose')),
      },
      {
        path: 'decision',
        label: say.decision,
        value: wordFor(words, 'decision_', textAt(body, 'decision')),
      },
      { path: 'mode', label: say.mode, value: wordFor(words, 'mode_', textAt(body, 'mode')) },
      {
        path: 'language',
        label: say.language,
        value: isLang(language) ? LANGUAGE_NAMES[language] : language,
        isolate: true,
      },
      {
        path: 'text_version',
        label: say.text_version,
        value: textAt(body, 'text_version'),
        isolate: true,
      },
    ]);
  },
};
