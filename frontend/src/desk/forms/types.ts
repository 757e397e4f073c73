import type { CompiledForm } from '../../forms/types';
import type { Texts } from '../types';

export interface DeskForm {
  readonly form_id: string;
  readonly titles: Texts;
  readonly version: string;
  readonly modules_on: readonly string[];
  readonly ask_again_from: string | null;
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
