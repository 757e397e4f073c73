import { t } from '../../i18n';
import { dropDraft, saveEntries } from '../../store';
import { Button, Screen, Verdict } from '../../ui';
import { saving } from '../saving';
import { startSurvey } from '../survey/begin';
import { circumstancesOf } from './circumstances';
import { entriesOfRefusal } from './registration';
import type { StepProps } from './steps';
import { words } from './words';

/** Without consent no identity is kept (CO4); the refusal itself is counted. */
export function Refused({ draft, head, onLeave, onBack }: StepProps & { onBack: () => void }) {
  const say = t(words);
  const { draft_id, body } = draft;
  const keep = async () => {
    const entries = entriesOfRefusal(body, circumstancesOf(draft));
    const saved = await saving(() => saveEntries(entries));
    if (saved) await saving(() => dropDraft(draft_id));
    return saved !== null;
  };
  const leave = async () => {
    if (await keep()) onLeave();
  };
  const survey = async () => {
    if (await keep()) await startSurvey({ stall_id: body.seen?.stall_id });
  };
  return (
    <Screen
      top={head(say.consent)}
      foot={
        <>
          <Button kind="main" onClick={leave}>
            {say.refused_save}
          </Button>
          {body.consents.survey !== 'refused' && (
            <Button icon="form" onClick={survey}>
              {say.refused_survey}
            </Button>
          )}
          <Button kind="quiet" onClick={onBack}>
            {say.refused_back}
          </Button>
        </>
      }
    >
      <Verdict title={say.refused_title} second={say.refused_note} />
    </Screen>
  );
}
