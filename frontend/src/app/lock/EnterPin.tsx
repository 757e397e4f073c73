import { useEffect, useState } from 'preact/hooks';
import { PIN_LENGTH } from '../../constants';
import { t } from '../../i18n';
import { keysOf, tryPin, waitLeft } from '../../store/keys';
import type { PersonHere } from '../../store/people';
import { Button, type Children, Screen, TopBar } from '../../ui';
import { PinPad } from './PinPad';
import { clockOf, PersonTile } from './parts';
import { words } from './words';

interface EnterPinProps {
  person: PersonHere;
  title: string;
  note?: Children;
  onBack?: (() => void) | undefined;
  onForgotten?: (() => void) | undefined;
  onOpen: (key: CryptoKey) => Promise<void>;
}

/** The PIN of one store; wrong ones make the next wait (VA3). */
export function EnterPin({ person, title, note, onBack, onForgotten, onOpen }: EnterPinProps) {
  const say = t(words);
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const wait = useWait(person);
  const attempt = async () => {
    if (busy) return;
    if (pin.length < PIN_LENGTH.least) return setWrong(say.too_short);
    setBusy(true);
    const tried = await tryPin(person.store_id, pin, Date.now());
    if (tried.kind === 'open') return onOpen(tried.key);
    setBusy(false);
    setPin('');
    setWrong(tried.kind === 'wrong' ? say.wrong : undefined);
    await wait.look();
  };
  return (
    <Screen
      top={<TopBar title={title} {...(onBack && { back: onBack })} />}
      foot={
        <>
          <Button kind="main" busy={busy} onClick={() => void attempt()}>
            {busy ? say.opening : say.open}
          </Button>
          {onForgotten && (
            <Button kind="quiet" size="small" onClick={onForgotten}>
              {say.forgotten}
            </Button>
          )}
        </>
      }
    >
      <PersonTile person={person} />
      {note && <p class="pad small">{note}</p>}
      <PinPad
        value={pin}
        onInput={(change) => {
          setPin(change);
          setWrong(undefined);
        }}
        onEnter={() => void attempt()}
        error={wait.ms > 0 ? say.wait({ time: clockOf(wait.ms) }) : wrong}
      />
    </Screen>
  );
}

/** Counts down what a wrong PIN has cost, also what it cost before a restart. */
function useWait({ store_id, keys }: PersonHere) {
  const [until, setUntil] = useState(keys ? Date.now() + waitLeft(keys, Date.now()) : 0);
  const [now, setNow] = useState(Date.now);
  const ms = Math.max(0, until - now);
  const waiting = ms > 0;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  const look = async () => {
    const after = await keysOf(store_id);
    const at = Date.now();
    setNow(at);
    setUntil(after ? at + waitLeft(after, at) : 0);
  };
  return { ms, look };
}
