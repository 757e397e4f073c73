import { t } from '../../i18n';
import { Button, Screen } from '../../ui';
import { leadToError } from '../lead-to-error';
import { circumstancesOf } from './circumstances';
import { useFinish } from './finish';
import { PlaceField, usePlace } from './PlaceField';
import type { StepProps } from './steps';
import { useSameCheck } from './use-same';
import { words } from './words';

/** Their place, or none: an itinerant trader is registered all the same. */
export function PlaceStep(props: StepProps) {
  const { draft, change, head } = props;
  const { body } = draft;
  const say = t(words);
  const seen = body.seen?.stall_id ?? null;
  const place = usePlace({
    offered: body.stall_id ?? seen,
    chosen: body.stall_id ? 'this' : null,
    rahba: circumstancesOf(draft).rahba,
    typed: body.place_typed,
    onTyped: (place_typed, typing) => change({ place_typed }, typing),
  });
  const { check, sheet } = useSameCheck(props);
  const finish = useFinish(props);
  const save = () => {
    const stall_id = place.read();
    if (stall_id === undefined) return leadToError();
    const laid = { ...body, stall_id };
    change({ stall_id });
    void check(laid, finish);
  };
  return (
    <Screen
      top={head(say.place)}
      footLine
      foot={
        <Button kind="main" onClick={save}>
          {say.save}
        </Button>
      }
    >
      <div class="pad column air">
        <PlaceField {...place} />
      </div>
      {sheet}
    </Screen>
  );
}
