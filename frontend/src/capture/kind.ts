import type { ComponentType } from 'preact';
import type { Comment, LocalEntry } from '../entries/types';
import type { Body, Draft } from '../store';
import type { Children, IconName } from '../ui';

/**
 * What the screens must know of a kind of entry: one folder `capture/<kind>/` with this in its
 * `index.tsx`, and one line in `kinds.ts`.
 */
export interface Kind {
  readonly code: string;
  readonly icon: IconName;
  /** «استمارة», in the language of the moment. */
  readonly title: (entry: LocalEntry) => string;
  /** What a draft of it is called, where it has one. */
  readonly begun?: (draft: Draft) => string;
  /** Whom or what the entry is about: «المكان 31». */
  readonly about: (entry: LocalEntry) => string;
  /** What it says, field by field, for reading. */
  readonly fields: (entry: LocalEntry) => readonly Field[];
  /** Where a returned or refused entry is corrected. */
  readonly Mend: ComponentType<MendProps>;
}

export interface Field {
  /** As comments and errors name it. */
  readonly path: string;
  readonly name: string;
  readonly value: Children;
}

export interface MendProps {
  readonly entry: LocalEntry;
  /** What the coach said, and where. */
  readonly comments: readonly Remark[];
  /** Saves; resolves to false if that failed, and the screen says so. */
  readonly onDone: (body: Body) => Promise<boolean>;
  readonly onLeave: () => void;
}

/** A comment with who made it, or what the server found at a field. */
export interface Remark extends Comment {
  readonly by: string;
  /** The day as it is shown; empty for what the server found. */
  readonly at: string;
}
