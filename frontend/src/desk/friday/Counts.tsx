import { formatNumber } from '../../i18n';
import { Num } from '../../ui';
import type { Counted } from '../types';

/** «reply unusual 6 · unknown person 4», the greatest first. */
export function Counts({ counts, name }: { counts: Counted; name: (code: string) => string }) {
  const some = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return (
    <span>
      {some.map(([code, n], index) => (
        <>
          {index > 0 && ' · '}
          {name(code)} <Num>{formatNumber(n)}</Num>
        </>
      ))}
    </span>
  );
}
