import { API } from '../../constants';
import { lang } from '../../i18n';
import { isDay } from '../../ui';
import { query, request } from '../http';
import type { Texts } from '../types';

/** A form that was ever published; each repeat has a table of its own. */
export interface AnswerForm {
  readonly form_id: string;
  readonly titles: Texts;
  readonly repeats: readonly { readonly path: string; readonly names: Texts }[];
  /** Where a question is a column, more of them than a sheet holds. */
  readonly too_wide: readonly ('pii' | 'pseudonymous')[];
}

export const readAnswerForms = () => request<AnswerForm[]>('/export/answers');

export interface AnswerChoices {
  readonly form_id: string;
  readonly shape: 'wide' | 'long';
  readonly values: 'labels' | 'codes';
  readonly projection: 'pii' | 'pseudonymous';
  readonly standing: boolean;
  readonly from: string;
  readonly to: string;
}

/** CSV as Excel opens it by a double click, or as programs read it. */
export type AnswerFile = 'xlsx' | 'csv_excel' | 'csv';

/** Where a file of these answers is; a day that cannot be read yet bounds nothing. */
export function addressOf(chosen: AnswerChoices, file: AnswerFile, repeat = ''): string {
  const { form_id, shape, values, projection, standing, from, to } = chosen;
  const type = file === 'xlsx' ? 'xlsx' : 'csv';
  const asked = query({
    values,
    projection,
    lang: lang.value,
    excel: file === 'csv_excel' ? 'true' : '',
    standing: standing ? 'true' : '',
    from: isDay(from) ? from : '',
    to: isDay(to) ? to : '',
    repeat,
  });
  return `${API}/export/answers/${encodeURIComponent(form_id)}/${shape}.${type}${asked}`;
}
