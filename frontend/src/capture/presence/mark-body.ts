import type { Subject } from '../../entries/types';
import type { PresenceBody, Status } from './marks';

/** Only what replaces has a replacement. */
export function bodyOf(subject: Subject, status: Status, replaced_by?: string): PresenceBody {
  const replaced = status === 'replaced' && replaced_by !== undefined;
  return { ...subject, status, ...(replaced && { replaced_by }) };
}
