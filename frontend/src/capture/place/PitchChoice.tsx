import { t } from '../../i18n';
import { Choice } from '../../ui';
import { PITCHES, type Pitch } from './pitches';
import { words } from './words';

interface PitchChoiceProps {
  value: Pitch | null;
  onChange: (pitch: Pitch) => void;
  error?: string | undefined;
}

export function PitchChoice({ value, onChange, error }: PitchChoiceProps) {
  return (
    <Choice
      legend={t(words).pitch}
      value={value}
      onChange={onChange}
      error={error}
      pairs
      options={PITCHES.map((pitch) => ({ value: pitch, label: pitchName(pitch) }))}
    />
  );
}

/** The code, for a kind of pitch of a newer app. */
export function pitchName(pitch: string): string {
  const say = t(words);
  const known = PITCHES.find((one) => one === pitch);
  return known ? say[`pitch_${known}`] : pitch;
}
