import { describe, expect, it } from 'vitest';
import { keyState } from '../../src/desk/data/key-state';
import { axisOf, dayOf, lowCoverage, weeksOf } from '../../src/desk/souk/figures';
import type { Cell, Presence } from '../../src/desk/types';

function cell(date: string, section: string | null, present: number, coverage = 900): Cell {
  return {
    date,
    section,
    traders: { present, absent: 1, not_recorded: 1 },
    places: { marked: 1, known: 1 },
    itinerant: { present: 0 },
    rate_permille: 850,
    coverage_permille: coverage,
    provisional: false,
  };
}

const PRESENCE: Presence = {
  days: [
    { date: '2026-11-13', status: 'held', closed: true, locked: false },
    { date: '2026-11-20', status: 'held', closed: false, locked: false },
  ],
  sections: [],
  cells: [
    cell('2026-11-20', 'grains', 5),
    cell('2026-11-20', 'veg', 9),
    cell('2026-11-13', 'veg', 2),
  ],
  totals: [cell('2026-11-20', null, 14)],
};

describe('presence', () => {
  it('has no sum for a day without any', () => {
    expect(dayOf(PRESENCE, '2026-11-13').total).toBeNull();
  });

  it('shows the largest section first', () => {
    expect(dayOf(PRESENCE, '2026-11-20').cells.map(({ section }) => section)).toEqual([
      'veg',
      'grains',
    ]);
  });

  it('leaves a hole, not a zero, where a section has nothing on a day', () => {
    expect(weeksOf(PRESENCE, 'grains').map((each) => each?.traders.present ?? null)).toEqual([
      null,
      5,
    ]);
  });

  it('flags coverage below 85 percent, and not what nothing is known of', () => {
    expect(lowCoverage(cell('2026-11-20', 'veg', 1, 849))).toBe(true);
    expect(lowCoverage(cell('2026-11-20', 'veg', 1, 850))).toBe(false);
    expect(lowCoverage({ ...cell('2026-11-20', 'veg', 1), coverage_permille: null })).toBe(false);
  });

  it.each([0, 1, 7, 26, 84, 402, 1912])(
    'has round marks up to %i and at most seven',
    (greatest) => {
      const marks = axisOf(greatest);
      expect(marks[0]).toBe(0);
      expect(marks[marks.length - 1]).toBeGreaterThanOrEqual(greatest);
      expect(marks.length).toBeLessThanOrEqual(7);
    },
  );
});

describe('a program’s key', () => {
  const NOW = Date.parse('2026-11-25T10:00:00Z');

  it('is over at the instant it expires, and revoked before all else', () => {
    const ends = { expires_at: '2026-11-25T10:00:00Z', revoked_at: null };
    expect(keyState(ends, NOW)).toBe('expired');
    expect(keyState(ends, NOW - 1)).toBe('valid');
    expect(keyState({ ...ends, revoked_at: '2026-11-01T00:00:00Z' }, NOW)).toBe('revoked');
  });
});
