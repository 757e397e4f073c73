import { type Children, classes } from './types';

/** How a place of the plan is drawn. `open`: not recorded yet; `dashed`: no place at all. */
export type PlaceLook = 'present' | 'nothere' | 'other' | 'left' | 'open' | 'dashed';

interface PlanProps {
  places: readonly PlaceLook[];
  /** The same in words, with its counts: a plan is a picture. Empty where words stand beside it. */
  label: string;
  /** Index of the place where one stands. */
  now?: number | undefined;
}

/** The ground plan of a zone: a square of 18 px a place, in walking order from the reading start. */
export function Plan({ places, label, now }: PlanProps) {
  const picture = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': true };
  return (
    <div class="plan" {...picture}>
      {places.map((look, index) => (
        <i key={index} class={classes('pq', look, index === now && 'now')} />
      ))}
    </div>
  );
}

/** What the squares mean, with their counts. */
export function Legend({ items }: { items: readonly { look: PlaceLook; text: Children }[] }) {
  return (
    <ul class="legend">
      {items.map(({ look, text }) => (
        <li key={look}>
          <i class={`pq ${look}`} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

interface ProgressProps {
  /** Squares behind, and all that will be asked. */
  done: number;
  total: number;
  /** «question 7 of 12» */
  label: string;
}

/** Progress of a form as a row of squares, the one of the moment with an ink edge. */
export function Progress({ done, total, label }: ProgressProps) {
  return (
    <div
      class={classes('steps', total > 24 && 'many')}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={index < done ? 'd' : index === done ? 'c' : undefined} />
      ))}
    </div>
  );
}

/** What is counted, as a bar: no figure that nobody counted. */
export function Bar({ value, max, label }: { value: number; max: number; label: string }) {
  return <progress class="meter" value={value} max={max} aria-label={label} />;
}
