import { t } from '../../i18n';
import { Button, StateLabel } from '../../ui';
import { momentOf, textOf } from '../names';
import { addressOf } from '../routes';
import { words as asking } from './asking-words';
import { fileOf } from './calls';
import { Questions } from './Questions';
import type { DeskForm } from './types';
import { words } from './words';

/** One form of the list: what it is, whether it is asked, and of whom. */
export function FormCard({ form }: { form: DeskForm }) {
  const say = t(words);
  const rule = form.asking?.rule ?? 'everyone';
  return (
    <section class="form-card">
      <div class="headline">
        <div>
          <h2>
            <bdi>{textOf(form.titles) || form.form_id}</bdi>
          </h2>
          <p class="small soft">
            <Standing form={form} />
          </p>
          <p class="row">
            {form.retired_at ? (
              <StateLabel state="rejected" icon="out">
                {say.retired}
              </StateLabel>
            ) : (
              <StateLabel state="approved">{say.in_force}</StateLabel>
            )}
            <span class="small">{t(asking)[`rule_${rule}`]}</span>
          </p>
        </div>
        <div class="aside">
          <Button size="small" href={addressOf('forms', form.form_id)}>
            {say.open}
          </Button>
          <Questions form={form} />
          <Button size="small" icon="download" href={fileOf(form.form_id, form.version)}>
            {say.download}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Its name in files, its version, and since when. */
export function Standing({ form }: { form: DeskForm }) {
  const say = t(words);
  return (
    <>
      <bdi>{form.form_id}</bdi> · {say.version({ version: form.version })} ·{' '}
      {say.published_at({ when: momentOf(form.published_at) })}
    </>
  );
}
