import { useState } from 'preact/hooks';
import { API } from '../../constants';
import { formatDay, t } from '../../i18n';
import { Button, type Column, StateLabel, Table, VisuallyHidden } from '../../ui';
import { readKeys, revokeKey } from '../api';
import { kindName, kindsInFiles } from '../kinds';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { dayOfInstant } from '../names';
import { Page } from '../Page';
import { holds } from '../session';
import { Answered } from '../setup/Answered';
import type { ApiKey } from '../types';
import { AnswersSheet } from './AnswersSheet';
import { words as answersWords } from './answers-words';
import { BackupAge } from './BackupAge';
import { Files } from './Files';
import { keyState } from './key-state';
import { NewKeySheet } from './NewKeySheet';
import { words } from './words';
import './data.css';
import { Wide } from '../Wide';

/** What leaves: keys of programs, files for spreadsheets. */
export function Data() {
  const keys = useLoad(readKeys, 'keys');
  const [making, setMaking] = useState(false);
  const say = t(words);
  const valid = keys.data?.filter((key) => keyState(key, Date.now()) === 'valid').length;
  return (
    <Page
      title={valid === undefined ? say.title : say.keys_count({ n: valid })}
      second={say.note}
      aside={
        <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
          {say.new_key}
        </Button>
      }
    >
      <Loaded of={keys}>{(found) => <Keys keys={found} onChange={keys.reload} />}</Loaded>
      {holds('coach') && <AnswerFiles />}
      {holds('coach', 'official') && <CsvLinks />}
      <Curl />
      <Answered />
      <BackupAge />
      <NewKeySheet open={making} onClose={() => setMaking(false)} onMade={keys.reload} />
    </Page>
  );
}

function Keys({ keys, onChange }: { keys: readonly ApiKey[]; onChange: () => void }) {
  const { run, busy, problem } = useAction();
  const say = t(words);
  if (keys.length === 0) return null;
  const revoke = (id: string) =>
    run(async () => {
      await revokeKey(id);
      onChange();
    });
  const state = (key: ApiKey) => keyState(key, Date.now());
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      head: say.name,
      header: true,
      cell: ({ name }) => (
        <b>
          <bdi>{name}</bdi>
        </b>
      ),
    },
    { key: 'sees', head: say.sees, cell: ({ projection }) => say[`projection_${projection}`] },
    {
      key: 'kinds',
      head: say.kinds,
      cell: ({ kinds }) => (kinds.length === 0 ? say.all_kinds : kinds.map(kindName).join(' · ')),
    },
    {
      key: 'created',
      head: say.created,
      cell: (key) => formatDay(dayOfInstant(key.created_at), 'short'),
    },
    {
      key: 'until',
      head: say.until,
      cell: ({ expires_at }) =>
        expires_at ? formatDay(dayOfInstant(expires_at), 'full') : say.no_end,
    },
    {
      key: 'state',
      head: say.state,
      cell: (key) => (
        <StateLabel
          state={state(key) === 'valid' ? 'received' : 'rejected'}
          icon={state(key) === 'valid' ? 'check' : 'rejected'}
        >
          {say[state(key)]}
        </StateLabel>
      ),
    },
    {
      key: 'acts',
      head: <VisuallyHidden>{say.actions}</VisuallyHidden>,
      cell: (key) =>
        state(key) === 'valid' && (
          <Revoke name={key.name} busy={busy} onRevoke={() => revoke(key.id)} />
        ),
    },
  ];
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <Wide label={say.caption}>
        <Table
          caption={say.caption}
          columns={columns}
          rows={keys}
          rowKey={(key) => key.id}
          acting
        />
      </Wide>
    </>
  );
}

/** A key cannot be taken up again, so revoking it takes a second press on a button that says so. */
function Revoke({ name, busy, onRevoke }: { name: string; busy: boolean; onRevoke: () => void }) {
  const [sure, setSure] = useState(false);
  const say = t(words);
  return (
    <Button
      size="small"
      fit
      kind={sure ? 'main' : 'plain'}
      busy={busy}
      onClick={() => (sure ? onRevoke() : setSure(true))}
    >
      {sure ? say.revoke_sure : say.revoke}
      <VisuallyHidden> {name}</VisuallyHidden>
    </Button>
  );
}

function AnswerFiles() {
  const [open, setOpen] = useState(false);
  const say = t(answersWords);
  return (
    <section>
      <h2 class="part">{say.title}</h2>
      <p class="soft">{say.note}</p>
      <div class="row downloads">
        <Button fit icon="download" onClick={() => setOpen(true)}>
          {say.open}
        </Button>
      </div>
      <AnswersSheet open={open} onClose={() => setOpen(false)} />
    </section>
  );
}

function CsvLinks() {
  const say = t(words);
  return (
    <section>
      <h2 class="part">{say.csv}</h2>
      <p class="soft">{say.csv_note}</p>
      <div class="files">
        <Table
          caption={say.csv}
          columns={[
            { key: 'kind', head: say.kinds, header: true, cell: kindName },
            {
              key: 'files',
              head: <VisuallyHidden>{say.actions}</VisuallyHidden>,
              cell: (kind) => (
                <span class="acting-on">
                  <Files of={kind} name={kindName(kind)} />
                </span>
              ),
            },
          ]}
          rows={kindsInFiles()}
          rowKey={(kind) => kind}
          acting
        />
      </div>
    </section>
  );
}

function Curl() {
  const say = t(words);
  const address = `${location.origin}${API}/feed/approved?limit=1000`;
  return (
    <section>
      <h2 class="part">{say.try}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the arrow keys */}
      <pre class="curl" dir="ltr" tabIndex={0}>
        {`curl -H "Authorization: Bearer $RAHBA_KEY" \\\n  "${address}"`}
      </pre>
      <p class="small soft">{say.try_note}</p>
    </section>
  );
}
