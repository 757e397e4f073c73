import type { Body } from '../../entries/types';
import { t, type Words } from '../../i18n';
import type { EntryDetail } from '../types';

/** One line of an entry, as the coach reads it: what was asked and what was answered. */
export interface Field {
  /** Field path of the body, with its repeat index; where a comment is anchored. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  /** Of a photo: what tells it from another in the same words. */
  readonly digest?: string;
  /** Of a name or number: set off from the text around it. */
  readonly isolate?: boolean;
  /** Of an answer: whether it can be asked for on another day, or is about one that is over (SV8). */
  readonly again?: 'possible' | 'period_over';
}

/** What came with the entry to read it by: its place and person, the form it was answered in. */
export type About = Pick<EntryDetail, 'form' | 'title'>;

/** How the desk reads one kind of entry. A new kind is one folder here and one line in `index.ts`. */
export interface Kind {
  /** The kind's name in the language of the moment. */
  readonly name: () => string;
  /** What its body says, in the order of reading. */
  readonly fields: (body: Body, about: About) => Field[];
  /** Whether a desk takes files of it away: answers to surveys and consents leave only with a key. */
  readonly inFiles?: boolean;
}

/** A word of a table whose keys are known only when the data is: `status_present`; else the code. */
export function wordFor<A>(table: Words<A>, prefix: string, code: unknown): string {
  const word = (t(table) as Readonly<Record<string, unknown>>)[`${prefix}${String(code)}`];
  return typeof word === 'string' ? word : String(code);
}

/** The lines that have an answer. */
export function answered(lines: readonly (Field | null)[]): Field[] {
  return lines.filter((line): line is Field => line !== null && line.value !== '');
}

export function textAt(body: Body, key: string): string {
  const value = body[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
