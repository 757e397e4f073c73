import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon';
import { Press } from './Press';
import { classes } from './types';

export interface LaneSquare {
  /** Identity of the place. */
  key: string;
  number: string;
  /** `full`: present; `edge`: another mark; `now`: where one stands; `next`: not reached. */
  look: 'full' | 'edge' | 'now' | 'next';
  word: string;
  icon?: IconName | undefined;
  /** A mark of the past can be tapped and changed. */
  onClick?: (() => void) | undefined;
  /** What a screen reader hears instead of number and word. */
  label?: string | undefined;
}

/** ms; `--m-step`. */
const STEP_MS = 160;
/** px between squares; `--gap`. */
const GAP = 8;

/** Five squares of the walk: three past, the one here, the next. It slides one square as the walk advances. */
export function Lane({ squares, label }: { squares: readonly LaneSquare[]; label: string }) {
  const list = useRef<HTMLOListElement>(null);
  const here = squares.find((square) => square.look === 'now')?.key;
  const ahead = squares.find((square) => square.look === 'next')?.key;
  const expected = useRef(ahead);
  useLayoutEffect(() => {
    if (here !== undefined && here === expected.current) slideOne(list.current);
    expected.current = ahead;
  }, [here, ahead]);
  return (
    <div class="lane-window">
      <ol class="lane" ref={list} aria-label={label}>
        {squares.map((square) => (
          <li key={square.key} aria-current={square.look === 'now' ? 'step' : undefined}>
            <Square {...square} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Square({ number, look, word, icon, onClick, label }: LaneSquare) {
  const shape = classes('lq', look);
  const body = (
    <>
      <b>{number}</b>
      {icon && <Icon name={icon} />}
      <span>{word}</span>
    </>
  );
  if (!onClick) return <div class={shape}>{body}</div>;
  return (
    <Press class={shape} onClick={onClick} label={label}>
      {body}
    </Press>
  );
}

/** Through the CSS object model, which a strict content policy allows and a style attribute is not. */
function slideOne(list: HTMLElement | null): void {
  if (!list?.animate || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const step = (list.clientWidth + GAP) / 5;
  const from = getComputedStyle(list).direction === 'rtl' ? -step : step;
  list.animate([{ transform: `translateX(${from}px)` }, { transform: 'none' }], {
    duration: STEP_MS,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  });
}
