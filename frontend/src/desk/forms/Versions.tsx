import { t } from '../../i18n';
import { Button, type Column, Table } from '../../ui';
import { Loaded, useLoad } from '../load';
import { momentOf, nameOf } from '../names';
import { Wide } from '../Wide';
import { fileOf, readVersions } from './calls';
import type { DeskForm, Version } from './types';
import { words } from './words';

/** Every version with its answers and the very file that it came from. */
export function Versions({ form }: { form: DeskForm }) {
  const { form_id, version, retired_at } = form;
  const versions = useLoad(() => readVersions(form_id), `${form_id} ${version} ${retired_at}`);
  const say = t(words);
  const columns: Column<Version>[] = [
    {
      key: 'version',
      head: say.version_head,
      header: true,
      cell: (one) => (
        <>
          <bdi>{one.version}</bdi>
          {one.in_force && <span class="soft"> · {say.in_force}</span>}
        </>
      ),
    },
    {
      key: 'when',
      head: say.when,
      cell: (one) => momentOf(one.published_at),
    },
    {
      key: 'who',
      head: say.by,
      cell: (one) => <bdi>{one.published_by ? nameOf(one.published_by) : '—'}</bdi>,
    },
    { key: 'answers', head: say.answers, number: true, cell: (one) => one.answers },
    {
      key: 'file',
      head: say.file,
      cell: (one) =>
        one.file ? (
          <Button size="small" icon="download" href={fileOf(form_id, one.version)}>
            <bdi dir="ltr">.{one.file}</bdi>
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      <h2 class="part">{say.versions}</h2>
      <Loaded of={versions} rows={2}>
        {(rows) => (
          <Wide label={say.versions}>
            <Table
              acting
              caption={say.versions}
              columns={columns}
              rows={rows}
              rowKey={(one) => one.version}
            />
          </Wide>
        )}
      </Loaded>
    </>
  );
}
