import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { MendProps } from '../kind';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { subjectName } from '../named';
import { PitchChoice } from './PitchChoice';
import type { PlaceBody } from './pitches';
import { words } from './words';

/** A place corrected: what it is made of. Its number is on cards by then, and stays. */
export function PlaceMend({ entry, comments, onDone, onLeave }: MendProps) {
  const body = entry.body as PlaceBody;
  const [pitch, setPitch] = useState(body.pitch);
  return (
    <MendFrame
      title={`${t(words).mend} · ${subjectName(entry.subject)}`}
      remarks={comments}
      onSave={() => void onDone({ ...body, pitch })}
      onLeave={onLeave}
    >
      <RemarksAt remarks={comments} path="pitch" />
      <PitchChoice value={pitch} onChange={setPitch} />
    </MendFrame>
  );
}
