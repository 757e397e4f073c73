import { goTo } from '../../app/router';
import { type Form, moment, newId, saveDraft } from '../../store';
import { day } from '../now';
import { saving } from '../saving';
import type { SurveyDraft } from './interview';
import { offeredForms } from './offered';

interface Whom {
  trader_id?: string | undefined;
  stall_id?: string | undefined;
}

/** Begins the one form there is, or asks which. */
export async function startSurvey(whom: Whom): Promise<void> {
  const [only, ...others] = offeredForms.value;
  if (only && others.length === 0) return beginSurvey(only, whom);
  goTo(`/surveys/${whom.trader_id ?? '-'}/${whom.stall_id ?? '-'}`);
}

export async function beginSurvey(form: Form, { trader_id, stall_id }: Whom): Promise<void> {
  const draft_id = newId();
  const body: SurveyDraft = {
    form_id: form.form_id,
    form_version: String(form.version),
    modules: form.modules_on,
    ...(trader_id && { trader_id }),
    ...(stall_id && { stall_id }),
    started_at: moment(),
    answers: {},
    status: {},
    at: null,
  };
  const draft = { draft_id, kind: 'survey', body, step: '', souk_date: day.value.date };
  await saving(() => saveDraft(draft));
  goTo(`/survey/${draft_id}`);
}
