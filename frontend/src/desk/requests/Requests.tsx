import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Bdi, Button, type Column, Empty, Num, StateLabel, Table, VisuallyHidden } from '../../ui';
import { LAW } from '../law/address';
import { Loaded, useLoad } from '../load';
import { Page } from '../Page';
import { addressOf, type PageProps } from '../routes';
import { holds, me } from '../session';
import { Wide } from '../Wide';
import { readRequests, type SubjectRequest } from './api';
import { OneRequest } from './OneRequest';
import { TakeSheet } from './TakeSheet';
import { words } from './words';
import './requests.css';

/** What traders ask about their own data, the most pressing first; one of them by its address. */
export function Requests({ rest: [id, part] }: PageProps) {
  return id ? <OneRequest id={id} part={part === 'answers' ? 'answers' : 'held'} /> : <All />;
}

function All() {
  const requests = useLoad(readRequests, 'requests');
  const [taking, setTaking] = useState(false);
  const say = t(words);
  const open = requests.data?.filter(({ days_left }) => days_left !== null).length;
  return (
    <Page
      title={open === undefined ? say.heading : say.title({ n: open })}
      second={say.note}
      aside={
        <>
          <Button size="small" fit href={`#${LAW}/${me.value?.market.code ?? ''}`}>
            {say.law}
          </Button>
          <Button kind="main" icon="plus" onClick={() => setTaking(true)}>
            {say.take}
          </Button>
        </>
      }
    >
      <Loaded of={requests}>
        {(found) => (found.length === 0 ? <Empty>{say.none}</Empty> : <Rows requests={found} />)}
      </Loaded>
      <TakeSheet open={taking} onClose={() => setTaking(false)} onTaken={requests.reload} />
    </Page>
  );
}

function Rows({ requests }: { requests: readonly SubjectRequest[] }) {
  const say = t(words);
  const columns: Column<SubjectRequest>[] = [
    { key: 'due', head: say.due, cell: (request) => <Due request={request} /> },
    { key: 'sort', head: say.sort, cell: ({ sort }) => say[`sort_${sort}`] },
    { key: 'who', head: say.who, header: true, cell: (request) => <Who request={request} /> },
    {
      key: 'received',
      head: say.received,
      cell: ({ received_on }) => formatDay(received_on, 'short'),
    },
    { key: 'note', head: say.note_head, cell: ({ note }) => <bdi>{note}</bdi> },
  ];
  const opening: Column<SubjectRequest> = {
    key: 'open',
    head: <VisuallyHidden>{say.actions}</VisuallyHidden>,
    cell: ({ id, trader }) =>
      trader && (
        <Button size="small" fit href={addressOf('requests', id)}>
          {say.open}
          <VisuallyHidden> {trader.known_as}</VisuallyHidden>
        </Button>
      ),
  };
  return (
    <Wide label={say.caption}>
      <Table
        caption={say.caption}
        // an official takes requests down, and reads nothing of the person
        columns={holds('coach') ? [...columns, opening] : columns}
        rows={requests}
        rowKey={({ id }) => id}
        atRisk={({ days_left }) => days_left !== null && days_left < 0}
        acting
      />
    </Wide>
  );
}

export function Due({ request: { days_left, outcome, due_on } }: { request: SubjectRequest }) {
  const say = t(words);
  if (days_left === null) {
    return (
      <StateLabel state={outcome === 'done' ? 'received' : 'rejected'}>
        {say[`outcome_${outcome ?? 'done'}`]}
      </StateLabel>
    );
  }
  const late = days_left < 0;
  return (
    <StateLabel state={late ? 'fix' : 'waiting'} icon={late ? 'fix' : 'late'}>
      {late ? say.overdue({ n: -days_left }) : say.days_left({ n: days_left })} ·{' '}
      {formatDay(due_on, 'short')}
    </StateLabel>
  );
}

function Who({ request: { trader } }: { request: SubjectRequest }) {
  if (!trader) return <>{t(words).erased}</>;
  return (
    <>
      <b>
        <Bdi>{trader.known_as || t(words).erased}</Bdi>
      </b>{' '}
      {trader.badge && <Num>{trader.badge}</Num>}
    </>
  );
}
