import { useState } from 'preact/hooks';
import { lang, t } from '../../i18n';
import { me, roster } from '../../store';
import { Acts, Button, Icon, type IconName, Pill, Press, ReadAloud, Screen, YesNo } from '../../ui';
import { leadToError } from '../lead-to-error';
import { personName, traderOf } from '../named';
import { filled } from './consent-text';
import { nameBefore } from './name-before';
import { Refused } from './Refused';
import { type Answer, answered, type Mode, unanswered } from './registration';
import type { StepProps } from './steps';
import { words } from './words';

const PURPOSE_ICONS: Readonly<Record<string, IconName>> = {
  registration: 'list',
  survey: 'form',
  photo: 'camera',
  phone: 'phone',
};

/** Read aloud first; then yes or no per purpose, of equal weight, nothing chosen beforehand. */
export function ConsentStep(props: StepProps) {
  const { draft, change, head, onNext } = props;
  const say = t(words);
  const [pressed, setPressed] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const purposes = roster.value.market?.consent.purposes ?? [];
  const left = unanswered(draft.body, purposes);
  if (refusing) return <Refused {...props} onBack={() => setRefusing(false)} />;
  const answer = (purpose: string, decision: Answer) =>
    change(answered(draft.body, purpose, decision, nameOf(draft)));
  const refuse = () => {
    answer('registration', 'refused');
    setRefusing(true);
  };
  const goOn = () => {
    setPressed(true);
    if (draft.body.consents.registration === 'refused') setRefusing(true);
    else if (left.length === 0) onNext?.();
    else leadToError();
  };
  return (
    <Screen
      top={head(say.consent)}
      footLine
      foot={
        <>
          <p class="center soft small" role="status">
            {say.answers_left({ n: left.length })}
          </p>
          <Acts columns={2}>
            <Button onClick={refuse}>{say.no_consent}</Button>
            <Button kind="main" onClick={goOn}>
              {say.go_on}
            </Button>
          </Acts>
        </>
      }
    >
      <TextToRead mode={draft.body.mode} onMode={(mode) => change({ mode })} />
      <div class="pad column air">
        {purposes.map((purpose) => (
          <YesNo
            key={purpose}
            icon={PURPOSE_ICONS[purpose]}
            legend={roster.value.market?.consent.texts[lang.value].purposes[purpose] ?? purpose}
            value={yesNo(draft.body.consents[purpose])}
            onChange={(yes) => answer(purpose, yes ? 'given' : 'refused')}
            error={pressed && left.includes(purpose) ? say.answer_needed : undefined}
          />
        ))}
      </div>
    </Screen>
  );
}

/** As it was typed; of somebody on a list, as the list says it. */
function nameOf({ draft_id, body }: StepProps['draft']): string {
  return nameBefore(draft_id) || (traderOf(body.trader_id)?.known_as ?? '');
}

function yesNo(answer: Answer | undefined): boolean | null {
  return answer === undefined ? null : answer === 'given';
}

function TextToRead({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const say = t(words);
  const [whole, setWhole] = useState(false);
  const { market } = roster.value;
  if (!market || !me.value) return null;
  const texts = market.consent.texts[lang.value];
  const text = whole ? texts.full : texts.short;
  return (
    <section class="pad column air">
      <div class="row between">
        <p class="row strong small">
          <Icon name="aloud" />
          {say.read_aloud}
        </p>
        <Press class="textual" pressed={whole} onClick={() => setWhole(!whole)}>
          {whole ? say.hide_text : say.full_text}
        </Press>
      </div>
      <ReadAloud>{filled(text, market, personName(me.value.person), lang.value)}</ReadAloud>
      <div class="pills pair-of">
        <Pill on={mode === 'spoken'} onClick={() => onMode('spoken')}>
          {say.spoken}
        </Pill>
        <Pill on={mode === 'written'} onClick={() => onMode('written')}>
          {say.written}
        </Pill>
      </div>
    </section>
  );
}
