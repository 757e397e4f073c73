import { t } from '../../i18n';
import { type Column, Table } from '../../ui';
import { Wide } from '../Wide';
import { faultText } from './fault-text';
import type { FormFault } from './types';
import { words } from './words';

interface FaultsProps {
  /** What they are: to be mended, or worth a look. */
  head: string;
  faults: readonly FormFault[];
}

/** Where in the workbook something is wrong or missing, as a spreadsheet counts. */
export function Faults({ head, faults }: FaultsProps) {
  const say = t(words);
  if (faults.length === 0) return null;
  const columns: Column<FormFault>[] = [
    { key: 'sheet', head: say.sheet, header: true, cell: ({ sheet }) => <bdi>{sheet ?? '—'}</bdi> },
    { key: 'row', head: say.row, number: true, cell: ({ row }) => row ?? '—' },
    { key: 'column', head: say.column, cell: ({ column }) => <bdi>{column ?? '—'}</bdi> },
    {
      key: 'what',
      head: say.what,
      cell: (fault) => <What {...fault} />,
    },
    { key: 'code', head: say.code, cell: ({ code }) => <bdi dir="ltr">{code}</bdi> },
  ];
  return (
    <>
      <h2 class="part">{head}</h2>
      <Wide label={head}>
        <Table
          caption={head}
          columns={columns}
          rows={faults}
          rowKey={({ sheet, row, column, path, code, message }) =>
            [sheet, row, column, path, code, message].join(' ')
          }
        />
      </Wide>
    </>
  );
}

/** What is wrong, in words where they are known; below it what the compiler itself says, in English. */
function What({ code, path, message }: FormFault) {
  const said = faultText(code, message);
  return (
    <div class="fault">
      {said && <p>{said}</p>}
      <p class={said ? 'small soft' : undefined}>
        <bdi dir="ltr" lang="en">
          {path && <b>{path} </b>}
          {message}
        </bdi>
      </p>
    </div>
  );
}
