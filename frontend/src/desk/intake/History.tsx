import { formatDay, t } from '../../i18n';
import { Button, type Column, Table, VisuallyHidden } from '../../ui';
import type { Imported } from './types';
import { words } from './words';

interface HistoryProps {
  imports: readonly Imported[];
  busy: boolean;
  onUndo: (imported: Imported) => void;
}

/** What was brought in before; today's can be taken back. */
export function History({ imports, busy, onUndo }: HistoryProps) {
  const say = t(words);
  if (imports.length === 0) return null;
  const columns: Column<Imported>[] = [
    {
      key: 'file',
      head: say.file,
      header: true,
      cell: ({ file_name }) => <bdi>{file_name}</bdi>,
    },
    { key: 'when', head: say.when, cell: ({ applied_at }) => formatDay(applied_at.slice(0, 10)) },
    { key: 'places', head: say.places_head, number: true, cell: ({ places }) => places },
    { key: 'traders', head: say.traders_head, number: true, cell: ({ traders }) => traders },
    {
      key: 'act',
      head: <VisuallyHidden>{say.act}</VisuallyHidden>,
      cell: (imported) =>
        imported.undone_at ? (
          <span class="soft">{say.undone}</span>
        ) : (
          isToday(imported) && (
            <Button size="small" fit icon="undo" busy={busy} onClick={() => onUndo(imported)}>
              {say.undo}
            </Button>
          )
        ),
    },
  ];
  return (
    <>
      <h2 class="part">{say.before}</h2>
      <p class="soft small">{say.undo_note}</p>
      <Table
        caption={say.before}
        columns={columns}
        rows={imports}
        rowKey={({ import_id }) => import_id}
        acting
      />
    </>
  );
}

/** As far as this browser knows; the server decides by the day where the souk stands. */
function isToday({ applied_at }: Imported): boolean {
  return new Date(applied_at).toDateString() === new Date().toDateString();
}

/** The two counts as one sentence's parts. */
export function counted({ places, traders }: { places: number; traders: number }) {
  const say = t(words);
  return { places: say.places({ n: places }), traders: say.traders({ n: traders }) };
}
