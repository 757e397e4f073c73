import { formatDay, formatNumber, t } from '../../i18n';
import { Num, SectionTile, VisuallyHidden } from '../../ui';
import { sectionName } from '../names';
import type { Cell, Presence } from '../types';
import { Wide } from '../Wide';
import { Stack } from './bars';
import { axisOf, dayOf, tradersIn } from './figures';
import { Coverage, Percent } from './Percent';
import { words } from './words';

interface DayTableProps {
  presence: Presence;
  date: string;
}

/** One row a section; the bar and its numbers stand in the same row, so the chart is its own table. */
export function DayTable({ presence, date }: DayTableProps) {
  const say = t(words);
  const { cells, total } = dayOf(presence, date);
  const marks = axisOf(Math.max(...cells.map(tradersIn), 1));
  const end = marks[marks.length - 1] ?? 1;
  return (
    <>
      <Legend />
      <Wide label={say.caption({ day: formatDay(date, 'full') })}>
        <table class="table presence">
          <caption class="hidden">{say.caption({ day: formatDay(date, 'full') })}</caption>
          <thead>
            <tr>
              <th scope="col">{say.section}</th>
              <th scope="col" class="bars">
                <VisuallyHidden>{say.chart}</VisuallyHidden>
                <AxisNumbers marks={marks} />
              </th>
              <th scope="col" class="n">
                {say.rate}
              </th>
              <th scope="col" class="n">
                {say.coverage}
              </th>
              <th scope="col" class="n">
                {say.present}
              </th>
              <th scope="col" class="n">
                {say.absent}
              </th>
              <th scope="col" class="n">
                {say.not_recorded}
              </th>
              <th scope="col" class="n">
                {say.total}
              </th>
              <th scope="col" class="n">
                {say.places}
              </th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={cell.section}>
                <th scope="row">
                  <span class="section-of">
                    <SectionTile section={cell.section ?? ''} size={28} />
                    <span>{sectionName(cell.section ?? '')}</span>
                  </span>
                </th>
                <td class="bars">
                  <Stack cell={cell} greatest={end} />
                </td>
                <Numbers cell={cell} />
              </tr>
            ))}
          </tbody>
          {total && (
            <tfoot>
              <tr>
                <th scope="row">{say.whole}</th>
                <td class="bars" />
                <Numbers cell={total} />
              </tr>
            </tfoot>
          )}
        </table>
      </Wide>
    </>
  );
}

function Numbers({ cell }: { cell: Cell }) {
  const { present, absent, not_recorded } = cell.traders;
  const say = t(words);
  return (
    <>
      <td class="n strong">
        <Percent permille={cell.rate_permille} />
      </td>
      <td class="n">
        <Coverage cell={cell} />
      </td>
      {[present, absent, not_recorded, tradersIn(cell)].map((n, index) => (
        <td key={index} class={n === 0 ? 'n z' : 'n'}>
          <Num>{formatNumber(n)}</Num>
        </td>
      ))}
      <td class="n soft">
        <bdi dir="auto">{say.marked_of(cell.places)}</bdi>
      </td>
    </>
  );
}

function AxisNumbers({ marks }: { marks: readonly number[] }) {
  return (
    <span class="axis-of" aria-hidden="true">
      {marks.map((mark) => (
        <i key={mark}>{formatNumber(mark)}</i>
      ))}
    </span>
  );
}

/** What the patterns mean. */
export function Legend() {
  const say = t(words);
  const items = [
    ['p', say.present],
    ['n', say.absent],
    ['u', say.not_recorded_note],
  ] as const;
  return (
    <ul class="key" aria-label={say.legend}>
      {items.map(([look, text]) => (
        <li key={look}>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <rect class={`bar-${look}`} x="1" y="1" width="22" height="12" />
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
