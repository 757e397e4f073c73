import { formatDay, t } from '../../i18n';
import type { IconName, StateLook } from '../../ui';
import type { CalendarDay, CalendarRule, Why } from '../types';
import { words } from './words';

export const WHYS: readonly Why[] = [
  'eid',
  'weather',
  'holiday',
  'works',
  'health',
  'decision',
  'other',
];

/** Monday, 5 January 2026, is the first of a week whose days lend their names. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** @param weekday ISO: Monday 1 … Sunday 7 */
export function weekdayName(weekday: number): string {
  const date = new Date(MONDAY + (weekday - 1) * DAY_MS).toISOString().slice(0, 10);
  return formatDay(date, 'weekday');
}

/** «الجمعة والثلاثاء» */
export function weekdaysOf(rule: CalendarRule): string {
  return rule.weekdays.map(weekdayName).join(t(words).and);
}

/** A reason's words; one that this app does not know yet stays a code. */
export function whyText(reason: string | null): string {
  if (reason === null) return '—';
  const say: Readonly<Record<string, unknown>> = t(words);
  const text = say[`why_${reason}`];
  return typeof text === 'string' ? text : reason;
}

/** What the calendar says of a day, in a word and its look. */
export function stateOf(day: CalendarDay): {
  look: StateLook;
  icon?: IconName;
  text: string;
} {
  const say = t(words);
  if (day.status === 'cancelled') return { look: 'fix', text: say.cancelled };
  if (day.status === 'moved' && day.moved_to) {
    return { look: 'returned', text: say.moved({ day: formatDay(day.moved_to) }) };
  }
  if (day.status === 'held') return { look: 'saved', icon: 'check', text: say.held };
  if (day.origin === 'extra') return { look: 'waiting', text: say.extra };
  if (day.origin === 'move') return { look: 'waiting', text: say.came };
  return { look: 'saved', icon: 'today', text: say.planned };
}

/** What may be done about a day: `change` where it stands as planned, `undo` where somebody changed it. */
export function actsOn(day: CalendarDay): { change: boolean; undo: boolean } {
  const changed = day.status === 'cancelled' || day.status === 'moved';
  const extra = day.status === 'planned' && day.origin === 'extra';
  return { change: day.status === 'planned' && !extra, undo: changed || extra };
}
