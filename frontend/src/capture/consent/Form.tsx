import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Choice } from '../../ui';
import type { MendProps } from '../kind';
import { MendFrame } from '../mine/MendFrame';
import { consentAbout } from './about';
import { words } from './words';

export const DECISIONS = ['given', 'refused', 'withdrawn'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What the trader really said. */
export function ConsentForm({ entry, comments, onDone, onLeave }: MendProps) {
  const say = t(words);
  const [decision, setDecision] = useState(entry.body.decision as Decision);
  return (
    <MendFrame
      title={say.mend}
      about={consentAbout(entry)}
      remarks={comments}
      onSave={() => void onDone({ ...entry.body, decision })}
      onLeave={onLeave}
    >
      <Choice
        legend={say.decision}
        value={decision}
        onChange={setDecision}
        options={DECISIONS.map((value) => ({ value, label: say[value] }))}
      />
    </MendFrame>
  );
}
