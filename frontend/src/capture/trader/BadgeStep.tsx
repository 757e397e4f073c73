import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { normalisePhone } from '../../roster/phoneTag';
import { Button, Screen, TextField } from '../../ui';
import { leadToError } from '../lead-to-error';
import { BadgeField, useBadge } from './BadgeField';
import { useFinish } from './finish';
import { mediaOf, PhotoField } from './photo/PhotoField';
import type { StepProps } from './steps';
import { useSameCheck } from './use-same';
import { words } from './words';

/** A card from the pile, another, or none; phone number and photo where they were agreed to. */
export function BadgeStep(props: StepProps) {
  const { draft, change, head, onNext } = props;
  const { body } = draft;
  const say = t(words);
  const badge = useBadge({
    current: body.badge,
    trader_id: body.trader_id,
    typed: body.badge_typed,
    onTyped: (badge_typed, typing) => change({ badge_typed }, typing),
  });
  const [wrongPhone, setWrongPhone] = useState(false);
  const { check, sheet } = useSameCheck(props);
  const finish = useFinish(props);
  const goOn = () => {
    const chosen = badge.read();
    const phone = body.phone.trim() === '' ? '' : normalisePhone(body.phone);
    setWrongPhone(phone === null);
    if (chosen === undefined || phone === null) return leadToError();
    const laid = { ...body, badge: chosen, phone };
    change({ badge: chosen, phone });
    void check(laid, (asked) => (onNext ? onNext() : void finish(asked)));
  };
  return (
    <Screen
      top={head(say.badge)}
      footLine
      foot={
        <Button kind="main" onClick={goOn}>
          {onNext ? say.go_on : say.save}
        </Button>
      }
    >
      <div class="pad column air">
        <BadgeField {...badge} />
        {body.consents.phone === 'given' && (
          <TextField
            label={say.phone}
            hint={say.phone_hint}
            kind="tel"
            value={body.phone}
            onInput={(typed) => change({ phone: typed }, 'typing')}
            error={wrongPhone ? say.phone_wrong : undefined}
          />
        )}
        {body.consents.photo === 'given' && (
          <PhotoField
            photo={body.photo ?? null}
            onPhoto={(photo, bytes) => change({ photo }, undefined, mediaOf(photo, bytes))}
          />
        )}
      </div>
      {sheet}
    </Screen>
  );
}
