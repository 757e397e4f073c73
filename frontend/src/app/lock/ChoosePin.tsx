import { useState } from 'preact/hooks';
import { PIN_LENGTH } from '../../constants';
import { t } from '../../i18n';
import { hasPin } from '../../store';
import { choosePin } from '../../store/keys';
import { theStore } from '../../store/open';
import { isGuessable } from '../../store/vault';
import { startSync } from '../../sync';
import { Button, type Children, Screen, TopBar } from '../../ui';
import { PinPad } from './PinPad';
import { words } from './words';

interface ChoosePinProps {
  title: string;
  note?: Children;
  onBack?: (() => void) | undefined;
  /** The PIN before it was forgotten: the code that opened the store is spent. */
  forgotten?: boolean;
  onDone: () => void;
}

/** Twice the same, and honest words on what it is good for. */
export function ChoosePin({ title, note, onBack, forgotten = false, onDone }: ChoosePinProps) {
  const say = t(words);
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const fail = (why: string) => {
    setPin('');
    setFirst(null);
    setError(why);
  };
  const enter = async () => {
    if (busy) return;
    if (pin.length < PIN_LENGTH.least) return setError(say.too_short);
    if (first === null) {
      if (isGuessable(pin)) return fail(say.guessable);
      setFirst(pin);
      return setPin('');
    }
    if (pin !== first) return fail(say.differs);
    setBusy(true);
    await choosePin(theStore(), pin, forgotten);
    hasPin.value = true;
    // The coach gets the code while there is a network.
    void startSync('start');
    onDone();
  };
  const forward = first === null ? say.go_on : busy ? say.saving : say.save;
  return (
    <Screen
      top={<TopBar title={title} {...(onBack && { back: onBack })} />}
      foot={
        <Button kind="main" busy={busy} onClick={() => void enter()}>
          {forward}
        </Button>
      }
    >
      <div class="pad column air">
        {note && <p class="strong">{note}</p>}
        <p class="q">{first === null ? say.new_pin : say.again}</p>
        <p class="small">{say.new_pin_text}</p>
      </div>
      <PinPad
        value={pin}
        onInput={(change) => {
          setPin(change);
          setError(undefined);
        }}
        onEnter={() => void enter()}
        error={error}
      />
      <div class="pad column air">
        <p class="small">{say.can}</p>
        <p class="small soft">{say.cannot}</p>
      </div>
    </Screen>
  );
}
