import { useMemo } from 'preact/hooks';
import { Questionnaire } from '../../forms/Questionnaire';
import { t } from '../../i18n';
import { Empty, Screen, TopBar } from '../../ui';
import type { MendProps } from '../kind';
import { traderOf } from '../named';
import { SaveFailure } from '../SaveFailure';
import { formOf } from './form-of';
import { answeredOf, mendedBody, type SurveyBody } from './interview';
import { PlaceOf } from './Survey';
import { words } from './words';

/** A response corrected in the version that it was given in, from the first commented question. */
export function SurveyMend({ entry, comments, onDone, onLeave }: MendProps) {
  const say = t(words);
  const body = entry.body as SurveyBody;
  const form = formOf(body.form_id, body.form_version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an entry is opened once
  const initial = useMemo(() => answeredOf(body), [entry.entry_id]);
  if (!form) {
    return (
      <Screen top={<TopBar title={say.title} back={onLeave} />}>
        <Empty>{say.form_missing}</Empty>
      </Screen>
    );
  }
  return (
    <>
      <SaveFailure />
      <Questionnaire
        form={form}
        modules={body.modules}
        initial={initial}
        title={traderOf(body.trader_id)?.known_as ?? say.nameless}
        lead={<PlaceOf stall_id={body.stall_id} />}
        today={body.started_at.slice(0, 10)}
        now={() => body.ended_at}
        comments={comments}
        onChange={() => undefined}
        onDone={(response) => void onDone(mendedBody(body, response))}
        onDiscard={onLeave}
        onPause={onLeave}
      />
    </>
  );
}
