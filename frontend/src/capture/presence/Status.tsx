import { t } from '../../i18n';
import { type IconName, StateLabel } from '../../ui';
import { type Look, lookOf, type Status } from './marks';
import { words } from './words';

/** Presence in sign and word. */

export const LOOK_ICONS = {
  present: 'present',
  nothere: 'nothere',
  other: 'other',
  left: 'left',
  open: 'unset',
} as const satisfies Record<Look, IconName>;

export function statusIcon(status: Status | null): IconName {
  // a place at work without its trader is no square of its own: a person, as on the button
  if (status === 'open_without_trader') return 'person';
  return LOOK_ICONS[status ? lookOf(status) : 'open'];
}

export function statusWord(status: Status | null): string {
  const say = t(words);
  return status ? say[status] : say.not_recorded;
}

/** For squares and rows, where a word is under a sign. */
export function statusShort(status: Status | null): string {
  const say = t(words);
  return status ? say[`short_${status}`] : say.not_recorded;
}

export function StatusLabel({ status }: { status: Status | null }) {
  return (
    <StateLabel state={status ? 'mark' : 'saved'} icon={statusIcon(status)}>
      {statusShort(status)}
    </StateLabel>
  );
}
