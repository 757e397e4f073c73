import { formatDay, t } from '../../i18n';
import { SectionTile } from '../../ui';
import { sectionName } from '../names';
import type { Cell, Presence } from '../types';
import { Wide } from '../Wide';
import { Column } from './bars';
import { Legend } from './DayTable';
import { tradersIn, weeksOf } from './figures';
import { Coverage, Percent } from './Percent';
import { words } from './words';

/** A section a row, a souk day a column: the traders by state, the rate and the coverage under them. */
export function WeeksTable({ presence }: { presence: Presence }) {
  const say = t(words);
  return (
    <>
      <Legend />
      <p class="small soft">{say.which}</p>
      <Wide label={say.caption_weeks}>
        <table class="table presence weeks">
          <caption class="hidden">{say.caption_weeks}</caption>
          <thead>
            <tr>
              <th scope="col">{say.section}</th>
              {presence.days.map(({ date, closed }) => (
                <th key={date} scope="col">
                  {formatDay(date, 'short')}
                  {(!closed || provisionalOn(presence, date)) && (
                    <span class="small soft"> · {say.provisional_mark}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {presence.sections.map(({ code }) => (
              <Row key={code} section={code} cells={weeksOf(presence, code)} />
            ))}
          </tbody>
          <tfoot>
            <Row section={null} cells={weeksOf(presence, null)} />
          </tfoot>
        </table>
      </Wide>
    </>
  );
}

function Row({ section, cells }: { section: string | null; cells: readonly (Cell | null)[] }) {
  const say = t(words);
  const greatest = Math.max(...cells.map((cell) => (cell ? tradersIn(cell) : 0)));
  return (
    <tr>
      <th scope="row">
        {section === null ? (
          say.whole
        ) : (
          <span class="section-of">
            <SectionTile section={section} size={28} />
            <span>{sectionName(section)}</span>
          </span>
        )}
      </th>
      {cells.map((cell, index) => (
        <td key={index}>{cell ? <Week cell={cell} greatest={greatest} /> : '—'}</td>
      ))}
    </tr>
  );
}

function Week({ cell, greatest }: { cell: Cell; greatest: number }) {
  return (
    <span class="week">
      <Column cell={cell} greatest={greatest} />
      <span>
        <span class="strong">
          <Percent permille={cell.rate_permille} />
        </span>
        <br />
        <span class="small soft">
          <Coverage cell={cell} />
        </span>
      </span>
    </span>
  );
}

/** Whether something that counts on that day still waits for approval. */
function provisionalOn(presence: Presence, date: string): boolean {
  return presence.totals.some((total) => total.date === date && total.provisional);
}
