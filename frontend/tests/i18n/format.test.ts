import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatNumber,
  formatPercent,
  formatTime,
  LANGUAGES,
  localeOf,
  westernDigits,
} from '../../src/i18n';

const bare = (text: string) =>
  text
    .replace(/[\u200e\u200f\u061c\u202f\u00a0]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

describe('digits', () => {
  it.each(LANGUAGES)('are 0–9 in %s', (language) => {
    const said = [
      formatNumber(1234567890, language),
      formatTime('2026-11-20T08:15:30Z', 'UTC', language),
      formatDay('2026-11-20', 'full', language),
    ].join();
    expect(said).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
    expect(said).toMatch(/20/);
  });

  it('group thousands as the country writes them', () => {
    expect(LANGUAGES.map((language) => bare(formatNumber(1912, language)))).toEqual([
      '1.912',
      '1 912',
      '1,912',
    ]);
  });

  it('typed on an Arabic keyboard become Western, and nothing else changes', () => {
    expect(westernDigits('٠١٢٣٤٥٦٧٨٩ · ۱۲ · 7mid')).toBe('0123456789 · 12 · 7mid');
  });

  it('round a share to whole percent', () => {
    expect(bare(formatPercent(0.853, 'fr'))).toBe('85 %');
    expect(bare(formatPercent(0.853, 'ar'))).toContain('85');
  });
});

describe('a souk date', () => {
  it('counts the first of a month as the French do, and no other day with a one in it', () => {
    expect(formatDay('2027-01-01', 'full', 'fr')).toBe('vendredi 1er janvier 2027');
    expect(formatDay('2027-01-01', 'short', 'fr')).toBe('1er janv.');
    expect(formatDay('2027-01-11', 'short', 'fr')).toBe('11 janv.');
    expect(formatDay('2027-01-01', 'short', 'en')).toBe('1 Jan');
  });

  it('is said with the Moroccan month', () => {
    expect(formatDay('2026-11-20', 'day', 'ar')).toBe('الجمعة 20 نونبر');
    expect(formatDay('2026-11-20', 'full', 'ar')).toBe('الجمعة 20 نونبر 2026');
    expect(formatDay('2026-08-07', 'short', 'ar')).toBe('7 غشت');
  });

  it.each(Array.from({ length: 12 }, (_, month) => month))(
    'has the month %i that ar-MA has',
    (month) => {
      const date = new Date(Date.UTC(2026, month, 3));
      const expected = new Intl.DateTimeFormat('ar-MA', { month: 'long', timeZone: 'UTC' }).format(
        date,
      );
      expect(formatDay(date.toISOString().slice(0, 10), 'short', 'ar')).toBe(`3 ${expected}`);
    },
  );

  it('is the same day in every time zone', () => {
    expect(formatDay('2026-11-20', 'day', 'fr')).toBe('vendredi 20 novembre');
    expect(formatDay('2026-11-20', 'weekday', 'en')).toBe('Friday');
  });
});

it('says the hour of the souk in 24 hours, wherever the phone thinks it is', () => {
  expect(formatTime('2026-07-03T22:05:00Z', 'Africa/Casablanca', 'ar')).toBe('23:05');
  expect(formatTime('2026-07-03T23:05:00Z', 'Africa/Casablanca', 'en')).toBe('00:05');
});

it('asks every locale for Western digits or has them anyway', () => {
  expect(
    LANGUAGES.map(
      (language) => new Intl.NumberFormat(localeOf(language)).resolvedOptions().numberingSystem,
    ),
  ).toEqual(['latn', 'latn', 'latn']);
});
