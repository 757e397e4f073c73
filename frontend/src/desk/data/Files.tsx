import { API } from '../../constants';
import { lang, t } from '../../i18n';
import { Button, VisuallyHidden } from '../../ui';
import { query } from '../http';
import { words } from './words';

interface FilesProps {
  /** A kind of entry, or `figures`. */
  of: string;
  /** Of which days; all without it. */
  from?: string | undefined;
  to?: string | undefined;
  weeks?: number | undefined;
  /** What is in it, where several stand side by side. */
  name?: string | undefined;
}

/** A file for people, in the language of the moment: a workbook, or CSV as Excel opens it. */
export function Files({ of, name, ...bounds }: FilesProps) {
  const say = t(words);
  const address = (type: 'xlsx' | 'csv') =>
    `${API}/export/files/${of}.${type}${query({ lang: lang.value, ...bounds })}`;
  // the row says it to the eye
  const ofName = name && <VisuallyHidden> {name}</VisuallyHidden>;
  return (
    <>
      <Button size="small" fit icon="download" href={address('xlsx')}>
        {say.excel}
        {ofName}
      </Button>
      <Button size="small" fit href={address('csv')}>
        {say.csv_excel}
        {ofName}
      </Button>
    </>
  );
}
