/** What the server says of a file, and of what was brought in. */

export type ImportField =
  | 'section'
  | 'lane'
  | 'number'
  | 'walk_order'
  | 'known_as'
  | 'name_ar'
  | 'name_latin'
  | 'trade';
export const FIELDS: readonly ImportField[] = [
  'known_as',
  'name_ar',
  'name_latin',
  'trade',
  'section',
  'lane',
  'number',
  'walk_order',
];
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1256' | 'windows-1252';
export type Delimiter = 'comma' | 'semicolon' | 'tab';

export interface Fault {
  readonly sheet: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly field: ImportField | null;
  readonly value: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What of the catalog it speaks of: a name, a lane. */
  readonly about: string;
}

export interface SheetRead {
  readonly index: number;
  readonly name: string;
  readonly holds: 'places' | 'traders' | null;
  readonly heading_row: number;
  readonly rows: number;
  readonly columns: readonly {
    readonly letter: string;
    readonly heading: string;
    readonly field: ImportField | null;
  }[];
  readonly sample: readonly {
    readonly row: number;
    readonly cells: Readonly<Record<string, string>>;
  }[];
}

export interface Preview {
  readonly digest: string;
  readonly file: {
    readonly kind: 'xlsx' | 'csv';
    readonly encoding: Encoding | null;
    readonly encoding_sure: boolean;
    readonly delimiter: Delimiter | null;
  };
  readonly sheets: readonly SheetRead[];
  readonly places: Counts;
  readonly traders: Counts;
  readonly errors: number;
  readonly warnings: number;
  /** The first 500. */
  readonly problems: readonly Fault[];
}

interface Counts {
  readonly new: number;
  readonly known: number;
}

export interface Imported {
  readonly import_id: string;
  readonly file_name: string;
  readonly places: number;
  readonly traders: number;
  readonly warnings: readonly string[];
  readonly applied_at: string;
  readonly undone_at: string | null;
}

/** What the coach said of the file where a guess was wrong. */
export interface Said {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** `0:B` → field, or `none` for a column that is not to be read. */
  readonly columns: Readonly<Record<string, ImportField | 'none'>>;
}
