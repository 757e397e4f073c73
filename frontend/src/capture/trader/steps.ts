import type { Draft } from '../../store';
import type { Children } from '../../ui';
import type { Registration } from './registration';

/** What each step of a registration is given. */
export interface StepProps {
  draft: Draft<Registration>;
  change: (
    changes: Partial<Registration>,
    typing?: 'typing',
    media?: ReadonlyMap<string, ArrayBuffer>,
  ) => void;
  /** The top of the screen: title, way back, which step this is. */
  head: (title: string) => Children;
  /** To the next step; null at the last, which saves. */
  onNext: (() => void) | null;
  /** Out of the registration, to where it began. */
  onLeave: () => void;
}
