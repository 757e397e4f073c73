import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  EMPTY_SHEET,
  faultsOf,
  sheetOf,
  sheetOn,
} from '../../../src/capture/day_sheet/sheet';
import { DATE, marked } from '../souk';

const sheet = { ...EMPTY_SHEET, weather: ['sun' as const] };

describe('the day sheet', () => {
  it('is refused without any weather', () => {
    expect(faultsOf(EMPTY_SHEET)).toEqual(['weather']);
  });

  it.each(['-1', '1.5', '100001', 'abc'])('refuses %s kg of waste', (waste_kg) => {
    expect(faultsOf({ ...sheet, waste_kg })).toEqual(['waste_kg']);
  });

  it('OP4: writes whole numbers, and leaves out what was left open', () => {
    expect(bodyOf({ ...sheet, waste_kg: '340', note: ' ' })).toEqual({
      weather: ['sun'],
      waste_kg: 340,
    });
  });

  it('opens with what it was saved with', () => {
    const full = { ...sheet, special_day: 'harvest' as const, waste_kg: '0', note: 'ريح' };
    expect(sheetOf(bodyOf(full))).toEqual(full);
  });

  it('is one a day: that of another day or taken back is not it', () => {
    const of = (changes: object) => ({
      ...marked({ status: 'present' }),
      kind: 'day_sheet',
      ...changes,
    });
    const today = of({});
    const others = [of({ souk_date: '2026-11-13' }), of({ state: 'cancelled' as const })];
    expect(sheetOn(DATE, others)).toBeNull();
    expect(sheetOn(DATE, [...others, today])).toBe(today);
  });
});
