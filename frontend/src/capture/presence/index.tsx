import { t } from '../../i18n';
import type { Kind } from '../kind';
import { subjectName, traderOf } from '../named';
import { PresenceForm } from './Form';
import type { PresenceBody } from './marks';
import { statusWord } from './Status';
import { words } from './words';

/** Marks of presence on places and traders: made on the walk. */
export const presence: Kind = {
  code: 'presence',
  icon: 'present-o',
  title: (entry) => {
    const { status } = entry.body as PresenceBody;
    return status ? statusWord(status) : t(words).title;
  },
  about: ({ subject }) => subjectName(subject),
  fields: ({ body }) => {
    const say = t(words);
    const { status, trader_id, replaced_by, stall_id } = body as PresenceBody;
    const trader = traderOf(trader_id);
    const instead = traderOf(replaced_by);
    return [
      ...(stall_id
        ? [{ path: 'stall_id', name: say.subject, value: subjectName({ stall_id }) }]
        : []),
      ...(trader ? [{ path: 'trader_id', name: say.who, value: trader.known_as }] : []),
      { path: 'status', name: say.status, value: statusWord(status) },
      ...(instead ? [{ path: 'replaced_by', name: say.replaced, value: instead.known_as }] : []),
    ];
  },
  Mend: PresenceForm,
};
