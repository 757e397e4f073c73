import { t } from '../../i18n';
import { Banner, Button } from '../../ui';
import { ProblemNote, useAction } from '../load';
import { textOf } from '../names';
import { Page } from '../Page';
import { Changes } from './Changes';
import { publishForm } from './calls';
import { words } from './draft-words';
import { Faults } from './Faults';
import { Trial } from './Trial';
import type { CheckedForm, DeskForm } from './types';
import { faultsOf } from './useChecking';

interface DraftProps {
  file: File;
  checked: CheckedForm;
  onLeave: () => void;
  onPublished: (form: DeskForm) => void;
}

/** A form that is not published: what it lacks, what it changes, and how it is asked. */
export function Draft({ file, checked, onLeave, onPublished }: DraftProps) {
  const { run, busy, problem } = useAction();
  const say = t(words);
  const { form_id, version, titles, warnings, in_force, changes, compiled } = checked;
  const title = textOf(titles) || form_id;
  return (
    <Page
      title={say.title({ title })}
      second={
        <>
          <bdi>{form_id}</bdi> · {say.version({ version })}
        </>
      }
      aside={
        <>
          <Button onClick={onLeave}>{say.leave}</Button>
          <Button
            kind="main"
            icon="check"
            busy={busy}
            onClick={() => run(async () => onPublished(await publishForm(file)))}
          >
            {say.publish}
          </Button>
        </>
      }
    >
      {problem && (
        <>
          <ProblemNote problem={problem} />
          <Faults head={say.faults} faults={faultsOf(problem)} />
        </>
      )}
      <Banner icon="info">{say.nothing_yet}</Banner>
      <Trial compiled={compiled} modules={compiled.modules.map(({ name }) => name)} />
      {in_force === null ? (
        <p class="part soft">{say.first}</p>
      ) : (
        <Changes from={in_force} to={version} changes={changes} />
      )}
      <Faults head={say.warnings({ n: warnings.length })} faults={warnings} />
    </Page>
  );
}
