import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choices } from '../../ui';
import { ProblemNote, useAction } from '../load';
import { textOf } from '../names';
import { setModules } from './calls';
import { questionsAsked, questionsByModule } from './count';
import type { DeskForm } from './types';
import { words } from './words';

interface ModulesProps {
  form: DeskForm;
  onChange: (form: DeskForm) => void;
}

/** Which parts of the form are asked beside its core (SV5). */
export function Modules({ form, onChange }: ModulesProps) {
  const [on, setOn] = useState(form.modules_on);
  const { run, busy, problem } = useAction();
  const [saved, setSaved] = useState(false);
  const say = t(words);
  const counts = questionsByModule(form.compiled);
  const { modules } = form.compiled;
  const save = () =>
    run(async () => {
      const changed = await setModules(form.form_id, on);
      onChange(changed);
      setSaved(true);
    });
  if (modules.length === 0) return <p class="soft">{say.no_modules}</p>;
  return (
    <div class="modules">
      <Choices
        legend={say.modules}
        values={on}
        onChange={(chosen) => {
          setOn(chosen);
          setSaved(false);
        }}
        options={modules.map(({ name, label }) => ({
          value: name,
          label: textOf(label) || name,
          hint: say.questions({ n: counts.get(name) ?? 0 }),
        }))}
      />
      <div class="row between">
        <p class="small soft">
          {say.core({ n: counts.get('') ?? 0 })} ·{' '}
          {say.asked({ n: questionsAsked(form.compiled, on) })}
        </p>
        <Button size="small" fit busy={busy} onClick={save}>
          {say.save_modules}
        </Button>
      </div>
      <p class="small soft" role="status">
        {saved ? say.saved_modules : say.modules_note}
      </p>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
