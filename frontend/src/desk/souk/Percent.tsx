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
  if (!lowCoverage(cell)) return <Percent permille={cell.coverage_permille} />;
  return (
    <span class="st flag">
      <Percent permille={cell.coverage_permille} />
      <Icon name="flag" size={20} label={t(words).low} />
    </span>
  );
}
