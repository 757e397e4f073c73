import { t } from '../../i18n';
import { Banner } from '../../ui';
import { momentOf, nameOf } from '../names';
import type { Lock } from '../types';
import { lockWords } from './lock-words';

/** Who locked the day and when, and what that stops. */
export function LockedNote({ lock }: { lock: Lock }) {
  const say = t(lockWords);
  return (
    <Banner icon="lock" second={say.stops}>
      {say.locked({ name: nameOf(lock.by), when: momentOf(lock.at) })}
    </Banner>
  );
}
