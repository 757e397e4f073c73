import type { Body, Draft, LocalEntry } from '../../entries/types';

/** The body of a day sheet. Pure. */

export const WEATHER = ['sun', 'rain', 'mud', 'wind', 'heat'] as const;
export const SPECIAL_DAYS = ['none', 'ramadan', 'before_eid', 'school_start', 'harvest'] as const;
export const VISITORS = ['few', 'usual', 'many'] as const;
export const MAX_WASTE_KG = 100_000;
export const MAX_NOTE = 500;

export interface DaySheet {
  readonly weather: readonly (typeof WEATHER)[number][];
  readonly special_day: (typeof SPECIAL_DAYS)[number] | null;
  readonly visitors_band: (typeof VISITORS)[number] | null;
  /** As typed, in kg. */
  readonly waste_kg: string;
  readonly note: string;
}

export const EMPTY_SHEET: DaySheet = {
  weather: [],
  special_day: null,
  visitors_band: null,
  waste_kg: '',
  note: '',
};

export function sheetOf(body: Body): DaySheet {
  const { waste_kg, ...rest } = body;
  const typed = typeof waste_kg === 'number' ? String(waste_kg) : '';
  return { ...EMPTY_SHEET, ...(rest as Partial<DaySheet>), waste_kg: typed };
}

export type SheetFault = 'weather' | 'waste_kg';

export function faultsOf({ weather, waste_kg }: DaySheet): readonly SheetFault[] {
  const kg = waste_kg.trim();
  const whole = kg === '' || (/^\d{1,6}$/.test(kg) && Number(kg) <= MAX_WASTE_KG);
  return [
    ...(weather.length === 0 ? ['weather' as const] : []),
    ...(whole ? [] : ['waste_kg' as const]),
  ];
}

/** What was left open is left out. */
export function bodyOf({ weather, special_day, visitors_band, waste_kg, note }: DaySheet): Body {
  return {
    weather,
    ...(special_day && { special_day }),
    ...(visitors_band && { visitors_band }),
    ...(waste_kg.trim() !== '' && { waste_kg: Number(waste_kg) }),
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}

/** One sheet a day and author: a second opening changes the first. */
export function sheetOn(date: string, entries: Iterable<LocalEntry>): LocalEntry | null {
  for (const entry of entries) {
    const stands = entry.state !== 'cancelled' && entry.state !== 'rejected';
    if (entry.kind === 'day_sheet' && entry.souk_date === date && stands) return entry;
  }
  return null;
}

/** The sheet of a day that was begun and not saved. */
export function draftOn(date: string, drafts: Iterable<Draft>): Draft | null {
  for (const draft of drafts) {
    if (draft.kind === 'day_sheet' && draft.souk_date === date) return draft;
  }
  return null;
}
