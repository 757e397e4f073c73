import type { ResponsePart } from '../forms/draft';
import type { CompiledForm } from '../forms/types';
import type { Lang } from '../i18n';

/** What the desk and the page in which it tries a form say to each other. */

/** A form to be tried from its beginning; `number` counts the trials. */
export interface Trial {
  readonly say: 'try';
  readonly number: number;
  readonly compiled: CompiledForm;
  readonly modules: readonly string[];
  readonly lang: Lang;
}

export type Told =
  | { readonly say: 'ready' }
  | { readonly say: 'saved'; readonly response: ResponsePart }
  /** The form found that nothing may be kept, or the person asked so. */
  | { readonly say: 'nothing' };
