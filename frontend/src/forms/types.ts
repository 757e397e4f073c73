/** The compiled form as `backend/rahba/forms/compile.py` writes it, and the answers given to it. */

/** A string, an integer, or `[operation, …]`; `backend/rahba/forms/resolve.py` says what each means. */
export type Expression = string | number | readonly [string, ...unknown[]];

/** Words, or words and expressions in turn; null where a language has none. */
export type Text = string | readonly Expression[] | null;
export type Label = Readonly<Record<string, string>>;

export interface Choice {
  readonly name: string;
  readonly label: Label;
  /** `dont_know` or `refused`: shown apart from the answers. */
  readonly rahba_status?: string;
  readonly media?: Readonly<Record<string, Media>>;
  readonly [column: string]: string | Label | Readonly<Record<string, Media>> | undefined;
}

export type QuestionType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'time'
  | 'datetime'
  | 'geopoint'
  | 'barcode'
  | 'select_one'
  | 'select_multiple'
  | 'rank'
  | 'range'
  | 'acknowledge'
  | 'image'
  | 'note';

/** Only the keys that say something are there. Texts are indices into `CompiledForm.texts`. */
export interface CompiledNode {
  readonly path: string;
  readonly type: QuestionType | 'group' | 'repeat' | 'calculate';
  readonly label?: number;
  readonly hint?: number;
  readonly appearance?: string;
  readonly relevant?: Expression;
  readonly required?: true | Expression;
  readonly required_message?: number;
  readonly readonly?: true | Expression;
  readonly constraint?: Expression;
  readonly constraint_message?: number;
  readonly calculation?: Expression;
  readonly default?: Expression;
  /** By indices, `2` or `2.1`: what an instance begins with instead; of a repeat, how many there are. */
  readonly initial?: Readonly<Record<string, string | number>>;
  /** What is set later: with an instance (`load`, `new`), or when the question at this path changes. */
  readonly sets?: readonly (readonly [string, Expression])[];
  readonly warning?: Expression;
  readonly warning_message?: number;
  readonly outcome?: Expression;
  readonly module?: string;
  readonly sensitive?: true;
  /** Asks about a period that passes: it cannot be asked again on a later day. */
  readonly reference_period?: true;
  /** The next interview begins with this answer. */
  readonly carry?: true;
  readonly status?: readonly Status[];
  readonly max?: number;
  readonly choices?: string;
  readonly choice_filter?: Expression;
  /** The instances of a repeat are the choices: which, and the paths of their name and label. */
  readonly choices_from?: readonly [Expression, string, string];
  /** The choices stand in an order by chance: settled by a seed, or another for each interview. */
  readonly shuffle?: true | Expression;
  /** By language: files beside the label. */
  readonly media?: Readonly<Record<string, Media>>;
  readonly count?: Expression;
  readonly range?: Range;
  readonly children?: readonly CompiledNode[];
}

export interface Media {
  readonly image?: string;
  readonly audio?: string;
}

/** `size` in bytes. */
export interface FileOfForm {
  readonly sha256: string;
  readonly type: string;
  readonly size: number;
}

/** Decimal strings, both ends included. */
export interface Range {
  readonly start: string;
  readonly end: string;
  readonly step: string;
  readonly type: 'integer' | 'decimal';
}

export interface CompiledForm {
  readonly form_id: string;
  readonly version: string;
  readonly title: Label;
  readonly languages: readonly string[];
  readonly default_language: string;
  readonly modules: readonly { readonly name: string; readonly label: Label }[];
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  readonly texts: Readonly<Record<string, readonly Text[]>>;
  /** By name: the pictures and sounds that came with the form. */
  readonly files?: Readonly<Record<string, FileOfForm>>;
  readonly max_bytes: number;
  readonly nodes: readonly CompiledNode[];
}

/** Decimal strings, in degrees and metres. */
export interface GeoPoint {
  readonly lat: string;
  readonly lon: string;
  readonly alt?: string;
  readonly acc?: string;
}

/** An integer is a number; a decimal, a date, a choice or a text a string; several choices an array. */
export type Answer = string | number | readonly string[] | GeoPoint;
/** By path with instances, `/data/member[2]/name`; `/data/member` may hold the number of instances. */
export type Answers = Readonly<Record<string, Answer>>;
export type Status = 'dont_know' | 'refused';
/** Why there is no answer; `unknown` is a coach's word and never offered (SV9). */
export type Said = Status | 'unknown';
export type Statuses = Readonly<Record<string, Said>>;

/** `today` is `YYYY-MM-DD`; `now` RFC 3339, or a local date and time. */
export interface Context {
  readonly today: string;
  readonly now: string;
  readonly lang: string;
}

export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
}
