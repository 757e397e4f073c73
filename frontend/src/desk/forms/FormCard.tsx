import { useState } from 'preact/hooks';
import { API } from '../../constants';
import { t } from '../../i18n';
import { Button, Choices, Sheet } from '../../ui';
import { setModules } from '../api';
import { questionsOf } from '../kinds/survey/questions';
import { ProblemNote, useAction } from '../load';
import { momentOf, textOf } from '../names';
import { AskAgain } from './AskAgain';
import { questionsAsked, questionsByModule } from './count';
import type { DeskForm } from './types';
import { words } from './words';

interface FormCardProps {
  form: DeskForm;
  onChange: (form: DeskForm) => void;
}

export function FormCard({ form, onChange }: FormCardProps) {
  const [open, setOpen] = useState(false);
  const say = t(words);
  const title = textOf(form.titles) || form.form_id;
  return (
    <section class="form-card">
      <div class="headline">
        <div>
          <h2>
            <bdi>{title}</bdi>
          </h2>
          <p class="small soft">
            <bdi>{form.form_id}</bdi> · {say.version({ version: form.version })} ·{' '}
            {say.published_at({ when: momentOf(form.published_at) })}
          </p>
        </div>
        <div class="aside">
          <Button size="small" onClick={() => setOpen(true)}>
            {say.preview}
          </Button>
          <Button
            size="small"
            icon="download"
            href={`${API}/forms/${encodeURIComponent(form.form_id)}.xlsx`}
          >
            {say.download}
          </Button>
        </div>
      </div>
      <Modules form={form} onChange={onChange} />
      <AskAgain form={form} onChange={onChange} />
      <Sheet open={open} title={say.preview_of({ title })} onClose={() => setOpen(false)}>
        <Preview form={form} />
      </Sheet>
    </section>
  );
}

function Modules({ form, onChange }: FormCardProps) {
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

/** The questions in the order of asking, as they read in the language of the moment. */
function Preview({ form }: { form: DeskForm }) {
  const say = t(words);
  const questions = [...questionsOf(form.compiled)].filter(([, { type }]) => type !== 'calculate');
  return (
    <ol class="preview">
      {questions.map(([path, question]) => (
        <li key={path}>
          <p class="strong">{question.label}</p>
          {question.choices && (
            <p class="small soft">
              {(form.compiled.choices[question.choices] ?? [])
                .map(({ name, label }) => textOf(label) || name)
                .join(' · ')}
            </p>
          )}
          {question.sensitive && <p class="small st held">{say.sensitive}</p>}
        </li>
      ))}
    </ol>
  );
}
