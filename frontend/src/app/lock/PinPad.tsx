import { useLayoutEffect, useRef } from 'preact/hooks';
import { PIN_LENGTH } from '../../constants';
import { t } from '../../i18n';
import { FieldNotes, Icon, Press } from '../../ui';
import { words } from './words';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** ms: a wet screen hears one touch twice; a finger takes longer to come back. */
const BOUNCE_MS = 60;

interface PinPadProps {
  value: string;
  /** From what was typed until then: two keys may come before the first is drawn. */
  onInput: (change: (before: string) => string) => void;
  onEnter: () => void;
  error?: string | undefined;
}

/** Keys that never change places, far apart, and a dot a digit. A keyboard does the same. */
export function PinPad({ value, onInput, onEnter, error }: PinPadProps) {
  const say = t(words);
  const press = useUnbounced((key: string) => {
    onInput((before) =>
      key === 'Backspace' ? before.slice(0, -1) : (before + key).slice(0, PIN_LENGTH.most),
    );
  });
  useKeyboard(press, onEnter);
  return (
    <div class="pinpad">
      <div class="dots" aria-hidden="true">
        {Array.from({ length: PIN_LENGTH.most }, (_, i) => (
          <i key={i} class={i < value.length ? 'on' : i < PIN_LENGTH.least ? 'due' : ''} />
        ))}
      </div>
      <p class="hidden" role="status">
        {say.typed({ n: value.length })}
      </p>
      <div class="keys">
        {KEYS.map((key) => (
          <Press key={key} class="key" onClick={() => press(key)}>
            {key}
          </Press>
        ))}
        <Press class="key quiet" label={say.erase} onClick={() => press('Backspace')}>
          <Icon name="undo" size={32} />
        </Press>
        <Press class="key" onClick={() => press('0')}>
          0
        </Press>
      </div>
      <FieldNotes id="pin" error={error} />
    </div>
  );
}

function useUnbounced(act: (key: string) => void): (key: string) => void {
  const last = useRef({ key: '', at: 0 });
  return (key) => {
    const at = performance.now();
    const bounced = last.current.key === key && at - last.current.at < BOUNCE_MS;
    last.current = { key, at };
    if (!bounced) act(key);
  };
}

function useKeyboard(press: (key: string) => void, enter: () => void): void {
  const latest = useRef({ press, enter });
  latest.current = { press, enter };
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const { key } = event;
      if (/^[0-9]$/.test(key) || key === 'Backspace') latest.current.press(key);
      // On a button, Enter presses that button.
      else if (key === 'Enter' && !(event.target as Element).closest('button, a')) {
        latest.current.enter();
      }
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
}
