import { describe, expect, it } from 'vitest';
import { actsOn, stateOf, weekdaysOf, whyText } from '../../src/desk/calendar/days';
import type { CalendarDay } from '../../src/desk/types';
import { lang } from '../../src/i18n';

const day = (over: Partial<CalendarDay> = {}): CalendarDay => ({
  date: '2026-12-04',
  status: 'planned',
  origin: 'rule',
  opens: '06:30',
  closes: '15:00',
  reason: null,
  moved_to: null,
  changed_by: null,
  changed_at: null,
  ...over,
});

describe('a day of the calendar', () => {
  it('CA3: that was held offers nothing', () => {
    expect(actsOn(day({ status: 'held' }))).toEqual({ change: false, undo: false });
  });

  it('CA4: that somebody changed is restored before it is changed again', () => {
    expect(actsOn(day({ status: 'cancelled' }))).toEqual({ change: false, undo: true });
    expect(actsOn(day({ origin: 'extra' }))).toEqual({ change: false, undo: true });
    expect(actsOn(day())).toEqual({ change: true, undo: false });
    expect(actsOn(day({ origin: 'move' }))).toEqual({ change: true, undo: false });
  });

  it('says in a word where a souk was moved, and that it came here', () => {
    lang.value = 'fr';
    const moved = stateOf(day({ status: 'moved', moved_to: '2026-12-03' }));
    expect(moved.text).toContain('3 décembre');
    expect(stateOf(day({ origin: 'move' })).text).toBe('souk déplacé ici');
  });

  it('keeps a reason that a newer server knows as its code', () => {
    lang.value = 'ar';
    expect(whyText('eid')).toBe('العيد');
    expect(whyText('eclipse')).toBe('eclipse');
    expect(whyText(null)).toBe('—');
  });

  it('names the weekdays of a rule in Arabic and French', () => {
    const rule = { weekdays: [2, 5], opens: '06:30', closes: '15:00', starts_on: '2026-12-04' };
    lang.value = 'ar';
    expect(weekdaysOf(rule)).toBe('الثلاثاء والجمعة');
    lang.value = 'fr';
    expect(weekdaysOf(rule)).toBe('mardi et le vendredi');
  });
});
