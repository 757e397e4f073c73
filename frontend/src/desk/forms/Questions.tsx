import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Sheet } from '../../ui';
import { questionsOf } from '../kinds/survey/questions';
import { textOf } from '../names';
import type { DeskForm } from './types';
import { words } from './words';

/** The questions in the order of asking, as they read in the language of the moment. */
export function Questions({ form }: { form: DeskForm }) {
  const [open, setOpen] = useState(false);
  const say = t(words);
  const title = textOf(form.titles) || form.form_id;
  const questions = [...questionsOf(form.compiled)].filter(([, { type }]) => type !== 'calculate');
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say.preview}
      </Button>
      <Sheet open={open} title={say.preview_of({ title })} onClose={() => setOpen(false)}>
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
      </Sheet>
    </>
  );
}
