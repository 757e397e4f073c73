import { useState } from 'preact/hooks';
import type { ResponsePart } from '../../forms/draft';
import { t } from '../../i18n';
import { type Column, Pill, Table } from '../../ui';
import { Wide } from '../Wide';
import { words } from './trial-words';

interface SavedProps {
  told: ResponsePart | 'nothing' | null;
}

interface Row {
  readonly path: string;
  readonly value: string;
}

/** What a phone would save of the trial, as rows or as it travels. */
export function Saved({ told }: SavedProps) {
  const [raw, setRaw] = useState(false);
  const say = t(words);
  const columns: Column<Row>[] = [
    { key: 'path', head: say.path, header: true, cell: ({ path }) => <bdi dir="ltr">{path}</bdi> },
    { key: 'value', head: say.value, cell: ({ value }) => <bdi>{value}</bdi> },
  ];
  return (
    <div class="trial-saved" role="status">
      <h3 class="strong">{say.saved}</h3>
      {told === null && <p class="soft">{say.not_yet}</p>}
      {told === 'nothing' && <p>{say.nothing}</p>}
      {told !== null && told !== 'nothing' && (
        <>
          <div class="pills">
            <Pill on={!raw} onClick={() => setRaw(false)}>
              {say.rows}
            </Pill>
            <Pill on={raw} onClick={() => setRaw(true)}>
              JSON
            </Pill>
          </div>
          {raw ? (
            <pre dir="ltr">{JSON.stringify(told, null, 2)}</pre>
          ) : (
            <Wide label={say.saved}>
              <Table
                caption={say.saved}
                columns={columns}
                rows={rowsOf(told)}
                rowKey={({ path }) => path}
              />
            </Wide>
          )}
        </>
      )}
    </div>
  );
}

/** Each question with its answer or with what was said instead; first how the interview ended. */
export function rowsOf({ answers, status = {}, outcome }: ResponsePart): Row[] {
  const given = Object.entries(answers).map(([path, answer]) => ({
    path,
    value: typeof answer === 'object' ? JSON.stringify(answer) : String(answer),
  }));
  const said = Object.entries(status).map(([path, word]) => ({ path, value: `(${word})` }));
  return [{ path: 'outcome', value: outcome }, ...given, ...said];
}
