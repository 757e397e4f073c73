import { t } from '../../../i18n';
import { answered, type Kind, textAt, wordFor } from '../kind';
import { words } from './words';

export const PRESENCE: Kind = {
  name: () => t(words).name,
  inFiles: true,
  fields(body, about) {
    const say = t(words);
    return answered([
      {
        path: 'status',
        label: say.status,
        value: wordFor(words, 'status_', textAt(body, 'status')),
      },
      {
        path: 'stall_id',
        label: say.stall,
        value: String(about.title.stall_number ?? ''),
        isolate: true,
      },
      {
        path: 'trader_id',
        label: say.trader,
        value: about.title.trader ?? '',
        isolate: true,
      },
      {
        path: 'replaced_by',
        label: say.replaced_by,
        value: body.replaced_by ? say.somebody : '',
      },
    ]);
  },
};
