import { t } from '../../i18n';
import type { Kind } from '../kind';
import { consentAbout, purposeName } from './about';
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
  about: consentAbout,
  fields: ({ body }) => {
    const say = t(words);
    return [
      { path: 'purpose', name: say.purpose, value: purposeName(body.purpose) },
      { path: 'decision', name: say.decision, value: say[body.decision as Decision] },
    ];
  },
  Mend: ConsentForm,
};
