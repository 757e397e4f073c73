import { describe, expect, it } from 'vitest';
import { dayOf, localDate, todayOf } from '../../src/capture/day';
import type { SoukDay } from '../../src/store/roster-types';

const on = (date: string, status: SoukDay['status'] = 'held'): SoukDay => ({
  id: date,
  date,
  status,
  opens: '06:00',
  closes: '14:00',
  closed: false,
});
const DAYS = [on('2026-11-13'), on('2026-11-20'), on('2026-11-27', 'planned')];

describe('the souk day', () => {
  it('CL3: is not assumed where the calendar has none', () => {
    const day = dayOf(DAYS, '2026-11-24', null);
    expect(day.is).toBe('none');
    expect(day.last?.date).toBe('2026-11-20');
    expect(day.next?.date).toBe('2026-11-27');
  });

  it('is none on a date whose souk was cancelled or moved', () => {
    const days = [on('2026-11-13'), on('2026-11-20', 'cancelled'), on('2026-11-21', 'moved')];
    expect(dayOf(days, '2026-11-20', null).is).toBe('none');
    expect(dayOf(days, '2026-11-21', null)).toMatchObject({ is: 'none', last: days[0] });
  });

  it('CA6: says which souks were called off from today up to the next one, and no others', () => {
    const days = [
      on('2026-11-20', 'cancelled'),
      on('2026-11-26', 'planned'),
      { ...on('2026-11-27', 'moved'), moved_to: '2026-11-26' },
      on('2026-12-04', 'cancelled'),
      on('2026-12-11', 'dropped'),
    ];
    const { off, next } = dayOf(days, '2026-11-24', null);
    expect(next?.date).toBe('2026-11-26');
    expect(off.map(({ date }) => date)).toEqual(['2026-11-27']);
  });

  it('is today when the calendar says so, whatever was chosen', () => {
    const chosen = { made_on: '2026-11-20', date: '2026-11-13' };
    expect(dayOf(DAYS, '2026-11-20', chosen)).toMatchObject({ is: 'souk', date: '2026-11-20' });
  });

  it('can be declared held today, until midnight', () => {
    const chosen = { made_on: '2026-11-24', date: '2026-11-24' };
    expect(dayOf(DAYS, '2026-11-24', chosen)).toMatchObject({ is: 'declared', date: '2026-11-24' });
    expect(dayOf(DAYS, '2026-11-25', chosen).is).toBe('none');
  });

  it('can be the last one held', () => {
    const chosen = { made_on: '2026-11-24', date: '2026-11-20' };
    expect(dayOf(DAYS, '2026-11-24', chosen)).toMatchObject({ is: 'past', date: '2026-11-20' });
  });

  it('CL3: is read off the phone’s own calendar and not off UTC', () => {
    expect(localDate(new Date(2026, 10, 20, 0, 5))).toBe('2026-11-20');
    expect(localDate(new Date(2026, 10, 20, 23, 55))).toBe('2026-11-20');
  });
});

describe('F15, CL4: today', () => {
  const YEARS_MS = 3 * 365 * 86_400_000;
  const now = new Date(2026, 10, 24, 9).getTime();

  it('is the date of the server where the clock stands years outside of the calendar', () => {
    expect(todayOf(DAYS, now - YEARS_MS, YEARS_MS)).toBe('2026-11-24');
    expect(todayOf(DAYS, now + YEARS_MS, -YEARS_MS)).toBe('2026-11-24');
  });

  it('is the date of the phone within the calendar, though its clock was off when the server was heard', () => {
    expect(todayOf(DAYS, now, YEARS_MS)).toBe('2026-11-24');
  });

  it('is the date of the phone as long as it has no calendar', () => {
    expect(todayOf([], now, YEARS_MS)).toBe('2026-11-24');
  });
});
