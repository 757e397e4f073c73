import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button } from '../../ui';
import { readUnlockCode } from '../api';
import { ProblemNote, useAction } from '../load';
import { holds } from '../session';
import type { Device } from './types';
import { words } from './unlock-words';

/** For who forgot the PIN of this phone: asked for each time, since each showing is in the audit (VA7). */
export function UnlockCode({ device }: { device: Device }) {
  const [code, setCode] = useState<string | null>(null);
  const { run, busy, problem } = useAction();
  const say = t(words);
  if (!holds('coach')) return null;
  if (!device.has_unlock_code) return <p class="small soft">{say.no_pin}</p>;
  if (code !== null) {
    return (
      <div class="invitation">
        <p class="code">
          <bdi>{code}</bdi>
        </p>
        <p class="small soft">{say.note}</p>
      </div>
    );
  }
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <Button
        size="small"
        fit
        icon="lock"
        busy={busy}
        onClick={() => run(async () => setCode((await readUnlockCode(device.id)).code))}
      >
        {say.show}
      </Button>
    </>
  );
}
