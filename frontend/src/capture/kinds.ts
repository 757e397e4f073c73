import { consent } from './consent';
import { daySheet } from './day_sheet';
import type { Kind } from './kind';
import { place } from './place';
import { presence } from './presence';
import { survey } from './survey';
import { trader } from './trader';

/** The kinds of entry that this phone records. A new one is its folder and a line here. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [presence, trader, consent, survey, daySheet, place].map((kind) => [kind.code, kind]),
);

/** Null for a kind that another version of the app recorded: it is listed and kept, not opened. */
export function kindOf(code: string): Kind | null {
  return KINDS.get(code) ?? null;
}
