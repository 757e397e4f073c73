import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Choice, Icon } from '../../ui';
import type { MendProps } from '../kind';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { subjectName } from '../named';
import { bodyOf } from './mark-body';
import { type PresenceBody, STATUSES, type Status } from './marks';
import { statusIcon, statusWord } from './Status';
import { words } from './words';

/** A mark corrected after the day: another status for the same place or trader. */
export function PresenceForm({ entry, comments, onDone, onLeave }: MendProps) {
  const say = t(words);
  const { stall_id, trader_id, replaced_by, ...body } = entry.body as PresenceBody;
  const [status, setStatus] = useState<Status>(body.status);
  const subject = { ...(stall_id && { stall_id }), ...(trader_id && { trader_id }) };
  // Who replaced whom is picked on the walk; here it can only stay.
  const offered = STATUSES.filter((one) => one !== 'replaced' || replaced_by);
  return (
    <MendFrame
      title={`${say.mend} · ${subjectName(entry.subject)}`}
      remarks={comments}
      onSave={() => void onDone(bodyOf(subject, status, replaced_by))}
      onLeave={onLeave}
    >
      <RemarksAt remarks={comments} path="status" />
      <Choice
        legend={say.status}
        legendHidden
        value={status}
        onChange={setStatus}
        options={offered.map((one) => ({
          value: one,
          label: statusWord(one),
          lead: <Icon name={statusIcon(one)} />,
        }))}
      />
    </MendFrame>
  );
}
