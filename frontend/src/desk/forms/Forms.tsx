import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Empty } from '../../ui';
import { type Load, Loaded, ProblemNote, useLoad } from '../load';
import { textOf } from '../names';
import { Page } from '../Page';
import type { PageProps } from '../routes';
import { readForms } from './calls';
import { Draft } from './Draft';
import { Faults } from './Faults';
import { FileButton } from './FileButton';
import { FormCard } from './FormCard';
import { FormPage } from './FormPage';
import type { DeskForm } from './types';
import { faultsOf, useChecking } from './useChecking';
import { words } from './words';
import './forms.css';

/** Forms in use, one of them, or a file that may become one. */
export function Forms({ rest: [id] }: PageProps) {
  const forms = useLoad(readForms, 'forms');
  const form = forms.data?.find(({ form_id }) => form_id === id);
  if (id === undefined) return <AllForms forms={forms} />;
  if (form) return <FormPage key={form.version} form={form} onChange={(one) => put(forms, one)} />;
  const say = t(words);
  return (
    <Page title={say.heading}>
      <Loaded of={forms}>{() => <Empty>{say.no_such_form}</Empty>}</Loaded>
    </Page>
  );
}

function put(forms: Load<DeskForm[]>, changed: DeskForm): void {
  forms.set((forms.data ?? []).map((form) => (form.form_id === changed.form_id ? changed : form)));
}

function AllForms({ forms }: { forms: Load<DeskForm[]> }) {
  const checking = useChecking();
  const [published, setPublished] = useState<DeskForm | null>(null);
  const say = t(words);
  const check = (file: File) => {
    setPublished(null);
    checking.check(file);
  };
  if (checking.found) {
    return (
      <Draft
        {...checking.found}
        onLeave={checking.leave}
        onPublished={(form) => {
          setPublished(form);
          checking.leave();
          forms.reload();
        }}
      />
    );
  }
  return (
    <Page
      title={forms.data ? say.title({ n: forms.data.length }) : say.heading}
      second={say.note}
      aside={<FileButton busy={checking.busy} onFile={check} />}
    >
      {published && (
        <Banner tone="approved" icon="approved" live>
          {say.published({ title: textOf(published.titles), version: published.version })}
        </Banner>
      )}
      {checking.problem && (
        <>
          <ProblemNote problem={checking.problem} />
          <Faults head={say.faults} faults={faultsOf(checking.problem)} />
        </>
      )}
      <Loaded of={forms}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{say.empty}</Empty>
          ) : (
            found.map((form) => <FormCard key={`${form.form_id} ${form.version}`} form={form} />)
          )
        }
      </Loaded>
    </Page>
  );
}
