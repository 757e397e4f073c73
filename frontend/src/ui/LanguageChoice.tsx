import { LANGUAGE_NAMES, LANGUAGES, lang, t } from '../i18n';
import { Press } from './Press';
import { classes } from './types';
import { words } from './words';

/** The three languages, each by its own name in its own script. */
export function LanguageChoice() {
  return (
    <fieldset class="languages">
      <legend class="hidden">{t(words).language}</legend>
      {LANGUAGES.map((language) => (
        <Press
          key={language}
          class={classes('btn', 'sm', lang.value === language && 'main')}
          pressed={lang.value === language}
          onClick={() => {
            lang.value = language;
          }}
        >
          <span lang={language}>{LANGUAGE_NAMES[language]}</span>
        </Press>
      ))}
    </fieldset>
  );
}
