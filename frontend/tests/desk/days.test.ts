import { describe, expect, it } from 'vitest';
import { currentDay, neighbours } from '../../src/desk/friday/days';
import type { DayStatus, ReviewDay } from '../../src/desk/types';

const day = (date: string, status: DayStatus = 'held'): ReviewDay => ({
  date,
  status,
  closed_at: null,
  counts: {},
});

describe('this Friday', () => {
  it('is none where no souk day was ever planned', () => {
    expect(currentDay([], '2026-11-25')).toBeNull();
  });

  it('is not the Friday to come', () => {
    const days = [day('2026-11-27', 'planned'), day('2026-11-20')];
    expect(currentDay(days, '2026-11-25')).toBe('2026-11-20');
  });

  it('is not a Friday that was cancelled', () => {
    const days = [day('2026-11-20', 'cancelled'), day('2026-11-13')];
    expect(currentDay(days, '2026-11-25')).toBe('2026-11-13');
  });

  it('is today from its first hour, held or planned', () => {
    const days = [day('2026-11-27', 'planned'), day('2026-11-20')];
    expect(currentDay(days, '2026-11-27')).toBe('2026-11-27');
  });

  it('is the first to come where there was none yet', () => {
    const days = [day('2026-12-04', 'planned'), day('2026-11-27', 'planned')];
    expect(currentDay(days, '2026-11-25')).toBe('2026-11-27');
  });

  it('has its neighbours by the calendar, in whatever order they came', () => {
    const days = [day('2026-11-13'), day('2026-11-27'), day('2026-11-20')];
    expect(neighbours(days, '2026-11-20')).toEqual({ before: '2026-11-13', after: '2026-11-27' });
    expect(neighbours(days, '2026-11-13').before).toBeNull();
  });
});
