import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, Button, showUndo } from '../../ui';
import { ProblemNote, useAction } from '../load';
import { momentOf, textOf } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import { AskAgain } from './AskAgain';
import { setRetired } from './calls';
import { Standing } from './FormCard';
import { Modules } from './Modules';
import { Questions } from './Questions';
import { Trial } from './Trial';
import type { DeskForm } from './types';
import { Versions } from './Versions';
import { WhoIsAsked } from './WhoIsAsked';
import { words } from './words';

interface FormPageProps {
  form: DeskForm;
  onChange: (form: DeskForm) => void;
}

/** One form: of whom it is asked and how far that has come, what of it, and its versions. */
export function FormPage({ form, onChange }: FormPageProps) {
  const [trying, setTrying] = useState(false);
  const retiring = useRetiring(form, onChange);
  const say = t(words);
  return (
    <Page
      title={textOf(form.titles) || form.form_id}
      second={<Standing form={form} />}
      aside={
        <>
          <Button size="small" icon="back" href={addressOf('forms')}>
            {say.all_forms}
          </Button>
          <Questions form={form} />
          <Button size="small" icon="phone" pressed={trying} onClick={() => setTrying(!trying)}>
            {say.try}
          </Button>
          <Button size="small" busy={retiring.busy} onClick={() => retiring.set(!form.retired_at)}>
            {form.retired_at ? say.unretire : say.retire}
          </Button>
        </>
      }
    >
      {form.retired_at && (
        <Banner icon="out" live second={say.retired_note}>
          {say.retired_since({ when: momentOf(form.retired_at) })}
        </Banner>
      )}
      {retiring.problem && <ProblemNote problem={retiring.problem} />}
      {trying && <Trial compiled={form.compiled} modules={form.modules_on} />}
      <WhoIsAsked form={form} onChange={onChange} />
      <h2 class="part">{say.again}</h2>
      <AskAgain form={form} onChange={onChange} />
      <h2 class="part">{say.modules}</h2>
      <Modules form={form} onChange={onChange} />
      <Versions form={form} />
    </Page>
  );
}

/** Done at once, with the way back beside it. */
function useRetiring(form: DeskForm, onChange: (form: DeskForm) => void) {
  const { run, busy, problem } = useAction();
  const set = (retired: boolean) =>
    run(async () => {
      onChange(await setRetired(form.form_id, retired));
      const say = t(words);
      showUndo({
        icon: 'form',
        text: retired ? say.was_retired : say.was_unretired,
        undo: () => run(async () => onChange(await setRetired(form.form_id, !retired))),
      });
    });
  return { set, busy, problem };
}
