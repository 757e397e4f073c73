import { t } from '../../i18n';
import { SelectField } from '../../ui';
import { Wide } from '../Wide';
import {
  type Delimiter,
  type Encoding,
  FIELDS,
  type ImportField,
  type Preview,
  type Said,
  type SheetRead,
} from './types';
import { words } from './words';

interface UnderstoodProps {
  preview: Preview;
  said: Said;
  onSay: (said: Said) => void;
}

/** How the file was read, with its first rows; what was guessed can be set right. */
export function Understood({ preview, said, onSay }: UnderstoodProps) {
  const say = t(words);
  return (
    <>
      <h2 class="part">{say.understood}</h2>
      {preview.file.kind === 'csv' && <TextFile preview={preview} said={said} onSay={onSay} />}
      {preview.sheets.map((sheet) => (
        <SheetTable key={sheet.index} sheet={sheet} said={said} onSay={onSay} />
      ))}
    </>
  );
}

const ENCODINGS: readonly { value: Encoding; label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1256', label: 'Windows-1256 (العربية)' },
  { value: 'windows-1252', label: 'Windows-1252 (français)' },
  { value: 'utf-16', label: 'UTF-16' },
];

function TextFile({ preview, said, onSay }: UnderstoodProps) {
  const say = t(words);
  const { encoding, encoding_sure, delimiter } = preview.file;
  return (
    <div class="read-as">
      <SelectField
        label={say.encoding}
        value={encoding ?? 'utf-8'}
        options={ENCODINGS}
        onChange={(value) => onSay({ ...said, encoding: value as Encoding })}
        hint={encoding_sure ? undefined : say.encoding_guessed}
      />
      <SelectField
        label={say.delimiter}
        value={delimiter ?? 'comma'}
        options={(['comma', 'semicolon', 'tab'] as const).map((value) => ({
          value,
          label: say[value],
        }))}
        onChange={(value) => onSay({ ...said, delimiter: value as Delimiter })}
      />
    </div>
  );
}

interface SheetProps {
  sheet: SheetRead;
  said: Said;
  onSay: (said: Said) => void;
}

function SheetTable({ sheet, said, onSay }: SheetProps) {
  const say = t(words);
  const holds = sheet.holds
    ? { traders: say.sheet_traders, places: say.sheet_places }[sheet.holds]
    : say.sheet_unknown;
  const title = `${holds} · ${say.rows({ n: sheet.rows })}`;
  return (
    <section class="read-sheet">
      <p>
        {sheet.name && (
          <b>
            <bdi>{sheet.name}</bdi>{' '}
          </b>
        )}
        <span class="soft">{title}</span>
      </p>
      <Wide label={title}>
        <table class="table acting">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say.row}</th>
              {sheet.columns.map((column) => (
                <th key={column.letter} scope="col">
                  <p class="mini soft">
                    {column.letter} · <bdi>{column.heading}</bdi>
                  </p>
                  <SelectField
                    label={`${say.column} ${column.letter}`}
                    labelHidden
                    value={column.field ?? NONE}
                    options={choices()}
                    onChange={(field) =>
                      onSay({
                        ...said,
                        columns: {
                          ...said.columns,
                          [`${sheet.index}:${column.letter}`]: field as ImportField | 'none',
                        },
                      })
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.sample.map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row" class="soft">
                  {row}
                </th>
                {sheet.columns.map(({ letter, field }) => (
                  <td key={letter} class={field ? undefined : 'soft'}>
                    <bdi>{field ? cells[letter] : '—'}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

const NONE = 'none';

function choices() {
  const say = t(words);
  return [
    { value: NONE, label: say.not_read },
    ...FIELDS.map((field) => ({ value: field as string, label: say[field] })),
  ];
}
