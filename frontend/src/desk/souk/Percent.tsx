import { formatPercent, t } from '../../i18n';
import { Icon, Num } from '../../ui';
import type { Cell } from '../types';
import { lowCoverage } from './figures';
import { words } from './words';

/** A share in permille; `null` is nothing to divide by, which is not zero. */
export function Percent({ permille }: { permille: number | null }) {
  return permille === null ? <>—</> : <Num>{formatPercent(permille / 1000)}</Num>;
}

/** Coverage, flagged where it is too low for the rate beside it. */
export function Coverage({ cell }: { cell: Cell }) {
  const low = lowCoverage(cell);
  return (
    <span class={low ? 'flagged st flag' : 'flagged'}>
      <Percent permille={cell.coverage_permille} />
      <span class="slot">{low && <Icon name="flag" size={20} label={t(words).low} />}</span>
    </span>
  );
}
