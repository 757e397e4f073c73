import { useMemo } from 'preact/hooks';
import { photoOf } from '../../entries/medium';
import { alreadyBegun } from '../../forms/defaults';
import { type Draft as Answered, type ResponsePart, withMask } from '../../forms/draft';
import type { Form } from '../../forms/form';
import { Questionnaire } from '../../forms/Questionnaire';
import { lang, t } from '../../i18n';
import { type Body, dropDraft, type LocalEntry } from '../../store';
import { Empty, Screen, TopBar } from '../../ui';
import { type Beginning, MENDING, useForming } from '../draft';
import type { MendProps } from '../kind';
import { traderOf } from '../named';
import { day } from '../now';
import { SaveFailure } from '../SaveFailure';
import { saving } from '../saving';
import { NotToday } from './AskAgain';
import { askedAgain } from './ask-again';
import { formOf } from './form-of';
import { answeredOf, mendedBody, type SurveyBody, type SurveyDraft } from './interview';
import { WithPhoto } from './photo-way';
import { PlaceOf } from './Survey';
import { words } from './words';

/** A response corrected in the version that it was given in, from the first commented question. */
export function SurveyMend({ entry, comments, onDone, onLeave }: MendProps) {
  const say = t(words);
  const body = entry.body as SurveyBody;
  const form = formOf(body.form_id, body.form_version);
  if (!form) {
    return (
      <Screen top={<TopBar title={say.title} back={onLeave} />}>
        <Empty>{say.form_missing}</Empty>
      </Screen>
    );
  }
  if (askedAgain(entry).length > 0 && day.value.is === 'none')
    return <NotToday onLeave={onLeave} />;
  return <Correcting entry={entry} form={form} comments={comments} {...{ onDone, onLeave }} />;
}

function Correcting({ entry, form, comments, onDone, onLeave }: MendProps & { form: Form }) {
  const body = entry.body as SurveyBody;
  const forming = useForming<Correction>(correctionOf(entry, form));
  // Where one began: afterwards the questionnaire holds what is answered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an entry is opened once
  const initial = useMemo(() => answeredOf(forming.body), [entry.entry_id]);
  const done = (response: ResponsePart) => {
    forming.settle();
    void onDone(mendedBody(body, response, forming.body.photo));
  };
  const discard = async () => {
    await saving(() => dropDraft(entry.entry_id));
    onLeave();
  };
  return (
    <>
      <SaveFailure />
      <WithPhoto
        trader_id={body.trader_id}
        photo={forming.body.photo ?? null}
        keep={(photo, media) => forming.change({ photo }, undefined, media)}
      >
        <Questionnaire
          form={form}
          modules={body.modules}
          initial={initial}
          title={traderOf(body.trader_id)?.known_as ?? t(words).nameless}
          lead={<PlaceOf stall_id={body.stall_id} />}
          today={body.started_at.slice(0, 10)}
          now={() => body.ended_at}
          comments={comments}
          only={askedAgain(entry).length > 0 ? comments.map(({ path }) => path) : undefined}
          onChange={(answered, typing) => forming.change({ ...answered }, typing)}
          onDone={done}
          onDiscard={() => void discard()}
          onPause={onLeave}
        />
      </WithPhoto>
    </>
  );
}

/** The answers as they are being corrected; whom and when stands in the entry. */
type Correction = Body & Answered & Pick<SurveyDraft, 'photo'>;

/** What the server has already, it has: sensitive answers are not shown again (SV6). */
function correctionOf(entry: LocalEntry, form: Form): Beginning<Correction> {
  const { entry_id, kind, souk_date, subject, body, rev } = entry;
  const response = body as SurveyBody;
  const context = {
    today: response.started_at.slice(0, 10),
    now: response.ended_at,
    lang: lang.value,
  };
  const given = alreadyBegun(form, answeredOf(response), response.modules, context);
  return {
    ...{ draft_id: entry_id, kind, souk_date, subject, step: MENDING },
    body: { ...(rev > 0 ? withMask(form, given) : given), photo: photoOf(body) ?? null },
  };
}
