import type { JSX } from 'preact';
import { Press } from './Press';
import { type Children, classes } from './types';

interface TabsProps {
  items: readonly { href: string; label: string; current: boolean }[];
  label: string;
}

/** The tabs on top of the desk. */
export function Tabs({ items, label }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {items.map((item) => (
        <Press
          key={item.href}
          href={item.href}
          current={item.current}
          class={classes(item.current && 'on')}
        >
          {item.label}
        </Press>
      ))}
    </nav>
  );
}

export interface Column<Row> {
  key: string;
  /** Never empty: a column of buttons has a `<VisuallyHidden>` head. */
  head: Children;
  cell: (row: Row) => Children;
  /** Numbers stand under each other by their units, zero in the second ink. */
  number?: boolean | undefined;
  /** The cell that names the row. */
  header?: boolean | undefined;
}

interface TableProps<Row> {
  /** What the table holds, for who does not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Rows at risk stand on chalk. */
  atRisk?: ((row: Row) => boolean) | undefined;
  /** The row of the sums. */
  foot?: Row | undefined;
  /** Rows with something to press are 40 px high instead of 32. */
  acting?: boolean | undefined;
}

export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  atRisk,
  foot,
  acting,
}: TableProps<Row>) {
  return (
    <table class={classes('table', acting && 'acting')}>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, number }) => (
            <th key={key} scope="col" class={classes(number && 'n')}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} class={classes(atRisk?.(row) && 'risk')}>
            {columns.map((column) => cellOf(column, row))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>{columns.map((column) => cellOf(column, foot))}</tr>
        </tfoot>
      )}
    </table>
  );
}

function cellOf<Row>({ key, cell, number, header }: Column<Row>, row: Row): JSX.Element {
  const value = cell(row);
  if (header) {
    return (
      <th key={key} scope="row">
        {value}
      </th>
    );
  }
  const nothing = value === 0 || value === '0';
  return (
    <td key={key} class={classes(number && 'n', number && nothing && 'z')}>
      {value}
    </td>
  );
}
