import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Button, Empty } from '../../ui';
import { publishForm, readForms } from '../api';
import type { Problem } from '../http';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { textOf } from '../names';
import { Page } from '../Page';
import { Faults } from './Faults';
import { FormCard } from './FormCard';
import type { DeskForm, FormFault } from './types';
import { words } from './words';
import './forms.css';

/** Forms in use: publish a workbook, turn modules on. */
export function Forms() {
  const forms = useLoad(readForms, 'forms');
  const { run, busy, problem } = useAction();
  const [published, setPublished] = useState<DeskForm | null>(null);
  const say = t(words);
  const publish = (workbook: File) => {
    setPublished(null);
    run(async () => {
      setPublished(await publishForm(workbook));
      forms.reload();
    });
  };
  const put = (changed: DeskForm) =>
    forms.set(
      (forms.data ?? []).map((form) => (form.form_id === changed.form_id ? changed : form)),
    );
  return (
    <Page
      title={forms.data ? say.title({ n: forms.data.length }) : say.heading}
      second={say.note}
      aside={<Publish busy={busy} onFile={publish} />}
    >
      {published && (
        <Banner tone="approved" icon="approved" live>
          {say.published({ title: textOf(published.titles), version: published.version })}
        </Banner>
      )}
      {problem && (
        <>
          <ProblemNote problem={problem} />
          <Faults faults={faultsOf(problem)} />
        </>
      )}
      <Loaded of={forms}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{say.empty}</Empty>
          ) : (
            found.map((form) => (
              <FormCard key={`${form.form_id} ${form.version}`} form={form} onChange={put} />
            ))
          )
        }
      </Loaded>
    </Page>
  );
}

function faultsOf(problem: Problem): readonly FormFault[] {
  return Array.isArray(problem.extra.problems) ? (problem.extra.problems as FormFault[]) : [];
}

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function Publish({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const say = t(words);
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        accept={XLSX}
        tabIndex={-1}
        aria-label={say.publish}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // so that the same file, mended, can be chosen again
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button kind="main" icon="plus" busy={busy} onClick={() => input.current?.click()}>
        {busy ? say.publishing : say.publish}
      </Button>
    </>
  );
}
