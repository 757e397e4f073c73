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

/** px high; widths are shares of `greatest` in a box of 1000. */
const BOX = 1000;
const HIGH = 22;

interface StackProps {
  cell: Cell;
  /** The end of the axis. */
  greatest: number;
}

/** Traders of one section by state, from the reading start. Its numbers stand in the same row. */
export function Stack({ cell, greatest }: StackProps) {
  const { present, absent, not_recorded } = cell.traders;
  const x = (n: number) => (n / greatest) * BOX;
  return (
    <svg
      class="stacked"
      viewBox={`0 0 ${BOX} ${HIGH}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t(words).figure({ present, absent, not_recorded })}
    >
      <rect class="bar-p" x="0" y="0" width={x(present)} height={HIGH} />
      {absent > 0 && (
        <rect class="bar-n" x={x(present)} y="1" width={x(absent)} height={HIGH - 2} />
      )}
      {not_recorded > 0 && (
        <rect
          class="bar-u"
          x={x(present + absent)}
          y="1"
          width={x(not_recorded)}
          height={HIGH - 2}
        />
      )}
    </svg>
  );
}

/** The numbers over the bars. */
export function Axis({ marks }: { marks: readonly number[] }) {
  const end = marks[marks.length - 1] ?? 1;
  return (
    <svg class="axis" viewBox={`0 0 ${BOX} 20`} preserveAspectRatio="none" aria-hidden="true">
      {marks.map((mark) => (
        <line key={mark} x1={(mark / end) * BOX} x2={(mark / end) * BOX} y1="14" y2="20" />
      ))}
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
