import { useMemo } from 'preact/hooks';
import { goBack, goTo, type ScreenProps } from '../../app/router';
import { type Draft as Answered, newDraft, type ResponsePart } from '../../forms/draft';
import type { Form } from '../../forms/form';
import { Questionnaire } from '../../forms/Questionnaire';
import { lang, t } from '../../i18n';
import { type Draft, dropDraft, entries, moment, saveEntry } from '../../store';
import { Empty, hideUndo, PlaceSquare, Screen, showUndo, TopBar } from '../../ui';
import { useDraft } from '../draft';
import { stallOf, traderOf } from '../named';
import { day } from '../now';
import { takeBack } from '../presence/mark';
import { SaveFailure } from '../SaveFailure';
import { saving } from '../saving';
import { carriedTo } from './carried';
import { formOf } from './form-of';
import { answeredOf, type SurveyDraft, surveyBody } from './interview';
import { WithPhoto } from './photo-way';
import { words } from './words';

/**
 * A survey being asked. Each answer is kept at once, a typed one behind its last letter; a pause keeps it
 * under Today and its trader.
 */
export function Survey({ params }: ScreenProps) {
  const say = t(words);
  const { draft, change } = useDraft<SurveyDraft>(params.id ?? '');
  const form = draft && formOf(draft.body.form_id, draft.body.form_version);
  if (!draft || !form) {
    return (
      <Screen top={<TopBar title={say.title} back={() => goBack('/')} />}>
        <Empty>{draft ? say.form_missing : say.lost_draft}</Empty>
      </Screen>
    );
  }
  return <Asking draft={draft} form={form} change={change} />;
}

interface AskingProps {
  draft: Draft<SurveyDraft>;
  form: Form;
  change: ReturnType<typeof useDraft<SurveyDraft>>['change'];
}

function Asking({ draft, form, change }: AskingProps) {
  const { draft_id, body, souk_date } = draft;
  // Where one began: afterwards the questionnaire holds what is answered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is opened once
  const initial = useMemo(() => openedAt(form, body), [draft_id]);
  const leave = () => goBack(body.trader_id ? `/trader/${body.trader_id}` : '/');
  const done = async (response: ResponsePart) => {
    const entry = {
      entry_id: draft_id,
      kind: 'survey',
      body: surveyBody(body, response, moment()),
      souk_date,
    };
    if (!(await saving(() => saveEntry(entry)))) return;
    leave();
    showUndo({ icon: 'form', text: t(words).saved, undo: () => void takeBack(draft_id) });
  };
  const discard = async () => {
    await saving(() => dropDraft(draft_id));
    hideUndo();
    goTo('/', { replace: true });
  };
  return (
    <>
      <SaveFailure />
      <WithPhoto
        trader_id={body.trader_id}
        photo={body.photo ?? null}
        keep={(photo, media) => change({ photo }, undefined, media)}
      >
        <Questionnaire
          form={form}
          modules={body.modules}
          initial={initial}
          title={traderOf(body.trader_id)?.known_as ?? t(words).nameless}
          lead={<PlaceOf stall_id={body.stall_id} />}
          today={body.started_at.slice(0, 10)}
          now={moment}
          onChange={(answered, typing) => change({ ...answered }, typing)}
          onDone={(response) => void done(response)}
          onDiscard={() => void discard()}
          onPause={leave}
          onNotNow={day.value.is === 'none' ? leave : () => goTo('/walk', { replace: true })}
          mayStop
        />
      </WithPhoto>
    </>
  );
}

export function PlaceOf({ stall_id }: { stall_id: string | undefined }) {
  const place = stallOf(stall_id);
  if (!place) return null;
  return <PlaceSquare number={place.number} size={44} />;
}

function openedAt(form: Form, body: SurveyDraft): Answered {
  const begun = body.at !== null || Object.keys(body.answers).length > 0;
  if (begun) return answeredOf(body);
  const now = moment();
  const context = { today: now.slice(0, 10), now, lang: lang.value };
  return newDraft(form, body.modules, context, carriedTo(form, context, entries.peek().values()));
}
