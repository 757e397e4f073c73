import { formatDay, t } from '../../i18n';
import { Button, type Column, Sheet, Table } from '../../ui';
import { dayOfInstant, nameOf } from '../names';
import { words as deskWords } from '../words';
import type { UnlockCode } from './types';
import { words } from './unlock-words';

interface UnlockSheetProps {
  codes: readonly UnlockCode[] | null;
  onClose: () => void;
}

/** What a coach carries on paper, for a phone that nobody can open where there is no network. */
export function UnlockSheet({ codes, onClose }: UnlockSheetProps) {
  const say = t(words);
  const today = dayOfInstant(new Date().toISOString());
  return (
    <Sheet
      open={codes !== null}
      title={say.title({ day: formatDay(today) })}
      onClose={onClose}
      foot={
        <Button icon="print" onClick={() => print()}>
          {t(deskWords).print}
        </Button>
      }
    >
      {codes?.length === 0 && <p>{say.nobody}</p>}
      {codes && codes.length > 0 && (
        <Table
          caption={say.caption}
          columns={columns()}
          rows={codes}
          rowKey={({ device_id }) => device_id}
        />
      )}
      <p class="small soft">{say.keep}</p>
    </Sheet>
  );
}

function columns(): Column<UnlockCode>[] {
  const say = t(words);
  return [
    {
      key: 'person',
      head: say.person,
      header: true,
      cell: ({ person }) => <bdi>{nameOf(person)}</bdi>,
    },
    { key: 'phone', head: say.phone, cell: ({ device_name }) => <bdi>{device_name}</bdi> },
    {
      key: 'code',
      head: say.code,
      cell: ({ code }) => (code ? <b dir="ltr">{code}</b> : <span class="soft">{say.none}</span>),
    },
  ];
}
