import { t } from '../../i18n';
import { Button, type Column, Icon, Num, Table } from '../../ui';
import { Wide } from '../Wide';
import { cellOf, faultsCsv, faultText } from './faults';
import type { Fault, Preview } from './types';
import { words } from './words';

/** What is wrong, and what is worth knowing, cell by cell. */
export function FaultTable({ preview }: { preview: Preview }) {
  const say = t(words);
  const { problems, errors, warnings } = preview;
  if (problems.length === 0) return null;
  const all = errors + warnings;
  return (
    <>
      <Part head={say.errors} faults={problems.filter(({ severity }) => severity === 'error')} />
      <Part
        head={say.warnings}
        faults={problems.filter(({ severity }) => severity === 'warning')}
      />
      {all > problems.length && <p class="soft small">{say.shown_first({ n: problems.length })}</p>}
      <div class="row import-act">
        <Button fit icon="download" onClick={() => download(faultsCsv(problems))}>
          {say.download_faults}
        </Button>
      </div>
    </>
  );
}

function Part({ head, faults }: { head: string; faults: readonly Fault[] }) {
  const say = t(words);
  if (faults.length === 0) return null;
  const sheets = faults.some(({ sheet }) => sheet);
  const columns: Column<Fault>[] = [
    {
      key: 'cell',
      head: say.cell,
      header: true,
      cell: (fault) => (
        <span class="cell-at">
          <Icon name={fault.severity === 'error' ? 'fix' : 'flag'} size={20} />
          <Num>{cellOf(fault)}</Num>
        </span>
      ),
    },
    ...(sheets
      ? [{ key: 'sheet', head: say.sheet, cell: ({ sheet }: Fault) => <bdi>{sheet}</bdi> }]
      : []),
    { key: 'value', head: say.value, cell: ({ value }) => <bdi>{value || '—'}</bdi> },
    { key: 'what', head: say.what, cell: (fault) => <bdi>{faultText(fault)}</bdi> },
  ];
  return (
    <>
      <h2 class="part">{head}</h2>
      <Wide label={head}>
        <Table
          caption={head}
          columns={columns}
          rows={faults}
          rowKey={(fault) => `${fault.sheet} ${cellOf(fault)} ${fault.code} ${fault.field}`}
        />
      </Wide>
    </>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'rahba-import.csv';
  link.click();
  URL.revokeObjectURL(address);
}
