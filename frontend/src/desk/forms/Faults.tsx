import { t } from '../../i18n';
import { type Column, Table } from '../../ui';
import { Wide } from '../Wide';
import { faultText } from './fault-text';
import type { FormFault } from './types';
import { words } from './words';

/** Where in the workbook the compiler stopped, as a spreadsheet counts. */
export function Faults({ faults }: { faults: readonly FormFault[] }) {
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
      <h2 class="part">{say.faults}</h2>
      <Wide label={say.faults}>
        <Table
          caption={say.faults}
          columns={columns}
          rows={faults}
          rowKey={(fault) => `${fault.sheet} ${fault.row} ${fault.column} ${fault.code}`}
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
