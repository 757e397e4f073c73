import { t } from '../../i18n';
import { type Column, Icon, type IconName, Table } from '../../ui';
import { textOf } from '../names';
import { Wide } from '../Wide';
import { words } from './draft-words';
import type { Change } from './types';

interface ChangesProps {
  from: string;
  to: string;
  changes: readonly Change[];
}

const ICONS = { added: 'plus', removed: 'cross', changed: 'edit' } as const satisfies Record<
  Change['change'],
  IconName
>;

/** What a version changes of the one before, question by question. */
export function Changes({ from, to, changes }: ChangesProps) {
  const say = t(words);
  const head = say.changes({ from, to });
  const columns: Column<Change>[] = [
    {
      key: 'change',
      head: say.change,
      cell: ({ change }) => (
        <span class="st">
          <Icon name={ICONS[change]} size={20} />
          <span>{say[change]}</span>
        </span>
      ),
    },
    {
      key: 'question',
      head: say.question,
      header: true,
      cell: ({ path, label }) => (
        <div class="fault">
          <p>
            <bdi>{textOf(label) || '—'}</bdi>
          </p>
          <p class="small soft">
            <bdi dir="ltr">{path}</bdi>
          </p>
        </div>
      ),
    },
    {
      key: 'parts',
      head: say.parts,
      cell: ({ parts }) => parts.map(partName).join(say.comma) || '—',
    },
  ];
  return (
    <>
      <h2 class="part">{head}</h2>
      {changes.length === 0 ? (
        <p class="soft">{say.no_changes}</p>
      ) : (
        <Wide label={head}>
          <Table caption={head} columns={columns} rows={changes} rowKey={({ path }) => path} />
        </Wide>
      )}
    </>
  );
}

/** A part that this app does not know yet is shown by its own name: better than hidden. */
function partName(part: string): string {
  const names: Readonly<Record<string, unknown>> = t(words);
  const name = names[`part_${part}`];
  return typeof name === 'string' ? name : part;
}
