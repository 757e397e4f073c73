import { formatNumber } from '../../i18n';
import { type Children, classes, Num } from '../../ui';
import type { Friday } from '../types';

export interface StepProps {
  number: number;
  now: boolean;
  done: boolean;
}

/** Of a step that is done on this page. */
export interface ActingProps extends StepProps {
  friday: Friday;
  onChange: () => void;
}

interface StepRowProps extends StepProps {
  count: number | string;
  title: string;
  note: Children;
  details: Children;
  action: Children;
}

/** One step: its number, its count, what it is, who or why, what to do. */
export function StepRow({ number, now, done, count, title, note, details, action }: StepRowProps) {
  return (
    <li class={classes(now && 'now', done && 'done')} aria-current={now ? 'step' : undefined}>
      <span class="no" aria-hidden="true">
        {number}
      </span>
      <span class={classes('cnt', count === 0 && 'zero')}>
        <Num>{typeof count === 'number' ? formatNumber(count) : count}</Num>
      </span>
      <div class="what">
        <h2>{title}</h2>
        <p class="small soft">{note}</p>
      </div>
      <div class="lst">{details}</div>
      <div class="do">{action}</div>
    </li>
  );
}
