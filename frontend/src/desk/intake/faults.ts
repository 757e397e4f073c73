import { t } from '../../i18n';
import type { Problem } from '../http';
import { faultWords } from './fault-words';
import type { Fault } from './types';
import { words } from './words';

/** Remarks of the server in the reader's words. */

export function faultText({ code, about, field }: Fault): string {
  const say: Readonly<Record<string, unknown>> = t(faultWords);
  const text = say[code];
  const what = typeof text === 'string' ? text : t(faultWords).other;
  if (code === 'missing_column' && field) return `${what}: ${t(words)[field]}`;
  return about ? `${what} «${about}»` : what;
}

/** Why a file as a whole was refused, and in which row if that is known. */
export function reasonText({ extra }: Problem): string {
  const say: Readonly<Record<string, unknown>> = t(faultWords);
  const text = say[`why_${String(extra.reason)}`];
  const what = typeof text === 'string' ? text : t(faultWords).other;
  const row = typeof extra.row === 'number' ? ` ${t(faultWords).in_row({ row: extra.row })}` : '';
  return what + row;
}

/** `B12`, as a spreadsheet calls the cell. */
export function cellOf({ column, row }: Fault): string {
  return `${column ?? ''}${row ?? ''}` || '—';
}

/** The remarks as a file that Excel opens by itself: a mark, semicolons, no cell that it would run. */
export function faultsCsv(faults: readonly Fault[]): string {
  const say = t(words);
  const head = [say.sheet, say.row, say.column, say.value, say.what];
  const rows = faults.map((fault) => [
    fault.sheet,
    String(fault.row ?? ''),
    fault.column ?? '',
    fault.value,
    faultText(fault),
  ]);
  return `\ufeff${[head, ...rows].map((row) => `${row.map(quoted).join(';')}\r\n`).join('')}`;
}

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
