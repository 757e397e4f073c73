import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { roster } from '../../store';
import { Button, Screen, TextField } from '../../ui';
import { leadToError } from '../lead-to-error';
import type { StepProps } from './steps';
import { TradePicker } from './TradePicker';
import { useSameCheck } from './use-same';
import { words } from './words';

const NAME_MAX = 80;

/** The name people call them by, and their trade in two taps. */
export function WhoStep(props: StepProps) {
  const { draft, change, head, onNext } = props;
  const { known_as, section, trade } = draft.body;
  const say = t(words);
  const [pressed, setPressed] = useState(false);
  const { check, sheet } = useSameCheck(props);
  const nameMissing = known_as.trim() === '';
  const goOn = () => {
    setPressed(true);
    if (!nameMissing && trade) void check(draft.body, () => onNext?.());
    else leadToError();
  };
  const tradeError = section ? say.trade_needed : say.section_needed;
  return (
    <Screen
      top={head(say.who)}
      footLine
      foot={
        <Button kind="main" onClick={goOn}>
          {say.go_on}
        </Button>
      }
    >
      <div class="pad column air">
        <TextField
          label={say.known_as}
          hint={say.known_as_hint}
          value={known_as}
          maxLength={NAME_MAX}
          onInput={(typed) => change({ known_as: typed }, 'typing')}
          error={pressed && nameMissing ? say.name_needed : undefined}
        />
        <TradePicker
          section={section}
          trade={trade}
          onSection={(next) => change({ section: next, trade: onlyTradeOf(next) })}
          onTrade={(next) => change({ trade: next })}
          error={pressed && !trade ? tradeError : undefined}
        />
      </div>
      {sheet}
    </Screen>
  );
}

/** A family of one trade needs no second tap; "other" does not count as one. */
function onlyTradeOf(section: string | null): string | null {
  const own = roster.value.trades.filter((trade) => section && trade.section === section);
  return own.length === 1 ? (own[0]?.code ?? null) : null;
}
