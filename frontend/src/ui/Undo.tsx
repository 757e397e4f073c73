import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Icon, type IconName } from './Icon';
import { Press } from './Press';
import { words } from './words';

/** ms; `--m-undo` draws the same time. */
const UNDO_MS = 5000;
const TICK_MS = 250;

interface Undo {
  /** What was done, and to whom. */
  text: string;
  icon?: IconName | undefined;
  undo: () => void;
}

const offered = signal<(Undo & { id: number }) | null>(null);
/** ms; outside the bar, which is drawn anew by each screen that one goes to meanwhile. */
const left = signal(UNDO_MS);
let offers = 0;

/** Offers the way back from what was just done. One at a time: a new one takes the place of the last. */
export function showUndo(undo: Undo): void {
  offers += 1;
  left.value = UNDO_MS;
  offered.value = { ...undo, id: offers };
}

export function hideUndo(): void {
  offered.value = null;
}

/** Stands on the actions of the screen for 5 s; waits while it is touched or has the focus. */
export function UndoBar() {
  const undo = offered.value;
  return <div role="status">{undo && <Bar key={undo.id} undo={undo} />}</div>;
}

function Bar({ undo }: { undo: Undo }) {
  const [held, setHeld] = useState(false);
  const seconds = useCountdown(held);
  // where the line stands when another screen draws the bar anew
  const [begun] = useState(() => left.peek() - UNDO_MS);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  const back = () => {
    hideUndo();
    undo.undo();
  };
  return (
    <div
      class={held ? 'undo held' : 'undo'}
      onPointerEnter={hold}
      onPointerDown={hold}
      onPointerLeave={release}
      onPointerUp={release}
      onPointerCancel={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      {undo.icon && <Icon name={undo.icon} size={20} />}
      <span class="text">
        <bdi>{undo.text}</bdi>
      </span>
      <Press class="do" onClick={back}>
        <Icon name="undo" size={20} />
        <span>{t(words).undo}</span>
      </Press>
      <span class="seconds" aria-hidden="true">
        {seconds}
      </span>
      <i class="line" style={{ animationDelay: `${begun}ms` }} />
    </div>
  );
}

/** Seconds left. They stop while the bar is held, and the bar goes when they are over. */
function useCountdown(held: boolean): number {
  useEffect(() => {
    if (held) return;
    const tick = setInterval(() => {
      left.value -= TICK_MS;
      if (left.value <= 0) hideUndo();
    }, TICK_MS);
    return () => clearInterval(tick);
  }, [held]);
  return Math.ceil(left.value / 1000);
}
