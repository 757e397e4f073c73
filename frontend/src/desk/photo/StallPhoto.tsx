import { useState } from 'preact/hooks';
import { API } from '../../constants';
import { t } from '../../i18n';
import { Icon } from '../../ui';
import { words } from './words';
import './photo.css';

export type PhotoState = 'here' | 'expected' | 'erased';

interface StallPhotoProps {
  entryId: string;
  sha256: string;
  /** What the entry's flags say; a photo that does not show is not here yet. */
  state?: PhotoState;
}

/** The photo that an entry names, for who may read the entry (ME6). */
export function StallPhoto({ entryId, sha256, state = 'here' }: StallPhotoProps) {
  const say = t(words);
  const [missing, setMissing] = useState(false);
  if (state !== 'here' || missing) {
    return (
      <p class="st held stall-photo">
        <Icon name="camera" size={20} />
        <span>{state === 'erased' ? say.erased : say.expected}</span>
      </p>
    );
  }
  return (
    <img
      class="stall-photo"
      src={`${API}/review/entries/${entryId}/media/${sha256}`}
      alt={say.photo}
      onError={() => setMissing(true)}
    />
  );
}

/** What flags say of the photo that the entry's body names. */
export function stateIn(flags: readonly string[]): PhotoState {
  if (flags.includes('medium_erased')) return 'erased';
  return flags.includes('medium_expected') ? 'expected' : 'here';
}
