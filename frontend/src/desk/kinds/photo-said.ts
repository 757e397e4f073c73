import { photoOf } from '../../entries/medium';
import type { Body } from '../../entries/types';
import { t } from '../../i18n';
import { words } from '../photo/words';
import type { Field } from './kind';

const KB = 1000;

/** The photo of a body in words, for the picture itself stands beside (ME6). */
export function photoSaid(body: Body): Pick<Field, 'value' | 'digest'> {
  const photo = photoOf(body);
  if (!photo) return { value: '' };
  const kb = Math.max(1, Math.round(photo.bytes / KB));
  return { value: t(words).one({ kb }), digest: photo.sha256 };
}
