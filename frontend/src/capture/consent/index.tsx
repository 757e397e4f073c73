import { lang, t } from '../../i18n';
import { roster } from '../../store';
import type { Kind } from '../kind';
import { subjectName } from '../named';
import { ConsentForm, type Decision } from './Form';
import { words } from './words';

/** What a trader said to one purpose. Recorded with the registration. */
export const consent: Kind = {
  code: 'consent',
  icon: 'aloud',
  title: ({ body }) => {
    const decision = body.decision as Decision | undefined;
    return decision ? t(words)[decision] : t(words).title;
  },
  about: ({ body, subject }) => `${purposeName(body.purpose)} · ${subjectName(subject)}`,
  fields: ({ body }) => {
    const say = t(words);
    return [
      { path: 'purpose', name: say.purpose, value: purposeName(body.purpose) },
      { path: 'decision', name: say.decision, value: say[body.decision as Decision] },
    ];
  },
  Mend: ConsentForm,
};

function purposeName(purpose: unknown): string {
  const texts = roster.value.market?.consent.texts[lang.value];
  return texts?.purposes[String(purpose)] ?? String(purpose ?? '');
}
