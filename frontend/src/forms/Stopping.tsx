import { t } from '../i18n';
import { Icon, ListRow, Sheet } from '../ui';
import type { Interview } from './interview.ts';
import { words } from './words.ts';

interface StoppingProps {
  stop: Interview['stop'];
  onPause: () => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** Later, or not at all: then it is for the person asked to say whether what was said is kept. */
export function Stopping({ stop, onPause, onDiscard, onClose }: StoppingProps) {
  const say = t(words);
  return (
    <Sheet open title={say.stop_title} onClose={onClose}>
      <ListRow
        lead={<Icon name="pause" />}
        title={say.later}
        second={say.later_note}
        onClick={onPause}
      />
      {stop && (
        <ListRow
          lead={<Icon name="saved" />}
          title={say.stop_keep}
          second={say.stop_keep_note}
          onClick={stop}
        />
      )}
      <ListRow
        lead={<Icon name="cross" />}
        title={say.stop_remove}
        second={say.stop_remove_note}
        onClick={onDiscard}
      />
    </Sheet>
  );
}
