import type { Asking } from '../../forms/asking';
import type { CompiledForm } from '../../forms/types';
import type { Texts } from '../types';

export interface DeskForm {
  readonly form_id: string;
  readonly titles: Texts;
  readonly version: string;
  readonly modules_on: readonly string[];
  readonly ask_again_from: string | null;
  /** Null: whomever the animator likes. */
  readonly asking: Asking | null;
  readonly retired_at: string | null;
  readonly published_at: string;
  readonly compiled: CompiledForm;
}
export interface FormFault {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly path?: string | null;
  readonly code: string;
  readonly message: string;
}

/** What publishing a file would do. */
export interface CheckedForm {
  readonly form_id: string;
  readonly titles: Texts;
  readonly version: string;
  readonly compiled: CompiledForm;
  readonly warnings: readonly FormFault[];
  /** The version that it would take the place of. */
  readonly in_force: string | null;
  readonly changes: readonly Change[];
}

/** What becomes of one question; `parts` are keys of a compiled node, or `choices`. */
export interface Change {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly parts: readonly string[];
  readonly label: Texts;
}

export interface Version {
  readonly version: string;
  readonly in_force: boolean;
  readonly published_at: string;
  readonly published_by: { readonly name_ar: string; readonly name_latin: string } | null;
  readonly answers: number;
  readonly file: 'xlsx' | 'xml' | null;
  readonly sha256: string | null;
}

export interface FormProgress {
  readonly since: string | null;
  readonly until: string | null;
  readonly sections: readonly SectionProgress[];
}

/** Traders of one section; `wanted` is null where nothing was said. */
export interface SectionProgress {
  readonly section: string;
  readonly known: number;
  readonly answered: number;
  readonly refused: number;
  /** Stopped in the middle. */
  readonly left: number;
  readonly to_ask: number;
  readonly wanted: number | null;
}
