import { formatNumber, t } from '../../i18n';
import type { Cell } from '../types';
import { tradersIn } from './figures';
import { words } from './words';

/** Pattern before colour, so that it prints: solid present, hatched not here, dashed not recorded. */
export function Patterns() {
  return (
    <svg class="patterns" aria-hidden="true">
      <defs>
        <pattern
          id="hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" class="bar-ground" />
          <rect width="2" height="6" class="bar-ink" />
        </pattern>
      </defs>
    </svg>
  );
}

interface StackProps {
  cell: Cell;
  /** The end of the axis. */
  greatest: number;
}

/**
 * Traders of one section by state, from the reading start. Widths are shares of the row, so that
 * patterns keep their angle. Its numbers stand in the same row.
 */
export function Stack({ cell, greatest }: StackProps) {
  const { present, absent, not_recorded } = cell.traders;
  const share = (n: number) => `${(n / greatest) * 100}%`;
  return (
    <svg class="stacked" role="img" aria-label={t(words).figure({ present, absent, not_recorded })}>
      <rect class="bar-p" x="0" y="0" width={share(present)} height="22" />
      {absent > 0 && (
        <rect class="bar-n" x={share(present)} y="1" width={share(absent)} height="20" />
      )}
      {not_recorded > 0 && (
        <rect
          class="bar-u"
          x={share(present + absent)}
          y="1"
          width={share(not_recorded)}
          height="20"
        />
      )}
    </svg>
  );
}

/** One souk day as a column: its traders by state, upright. */
export function Column({ cell, greatest }: StackProps) {
  const { present, absent, not_recorded } = cell.traders;
  const high = 48;
  const h = (n: number) => (greatest === 0 ? 0 : (n / greatest) * high);
  const [p, n, u] = [h(present), h(absent), h(not_recorded)];
  return (
    <svg class="column-of" viewBox={`0 0 24 ${high + 2}`} role="img" aria-label={labelOf(cell)}>
      {u > 0 && <rect class="bar-u" x="3" y={high + 1 - p - n - u} width="18" height={u} />}
      {n > 0 && <rect class="bar-n" x="3" y={high + 1 - p - n} width="18" height={n} />}
      <rect class="bar-p" x="2" y={high + 1 - p} width="20" height={p} />
    </svg>
  );
}

function labelOf(cell: Cell): string {
  return `${formatNumber(tradersIn(cell))}: ${t(words).figure(cell.traders)}`;
}
