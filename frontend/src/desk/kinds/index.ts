import type { EntryDetail } from '../types';
import { CONSENT } from './consent';
import { DAY_SHEET } from './day_sheet';
import type { Field, Kind } from './kind';
import { PLACE } from './place';
import { PRESENCE } from './presence';
import { SURVEY } from './survey';
import { TRADER } from './trader';

/** Every kind that the desk can read. */
export const KINDS: Readonly<Record<string, Kind>> = {
  presence: PRESENCE,
  trader: TRADER,
  consent: CONSENT,
  survey: SURVEY,
  day_sheet: DAY_SHEET,
  place: PLACE,
};

export type { Field } from './kind';

/** A kind of a newer server is named by its code: better than hidden. */
export const kindName = (kind: string) => KINDS[kind]?.name() ?? kind;

/** Those whose files a desk may take. */
export const kindsInFiles = () => Object.keys(KINDS).filter((kind) => KINDS[kind]?.inFiles);

/** The lines of an entry as it stands. */
export function fieldsOf(entry: EntryDetail): Field[] {
  return fieldsIn(entry, entry.body);
}

/** The lines of another body of the same entry: an earlier or a proposed one. */
export function fieldsIn(entry: EntryDetail, body: EntryDetail['body']): Field[] {
  const kind = KINDS[entry.kind];
  if (kind) return kind.fields(body, entry);
  return Object.entries(body).map(([path, value]) => ({
    path,
    label: path,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

export interface FieldChange {
  readonly path: string;
  readonly label: string;
  /** Empty where there was, or is, no answer. */
  readonly before: string;
  readonly after: string;
}

/** What differs between two readings of an entry, in the order of the newer one. */
export function changesBetween(before: readonly Field[], after: readonly Field[]): FieldChange[] {
  const was = new Map(before.map((field) => [field.path, field]));
  const is = new Map(after.map((field) => [field.path, field]));
  const paths = new Set([...is.keys(), ...was.keys()]);
  return [...paths].flatMap((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    if (old?.value === now?.value && old?.digest === now?.digest) return [];
    const label = now?.label ?? old?.label ?? path;
    return [{ path, label, before: old?.value ?? '', after: now?.value ?? '' }];
  });
}
