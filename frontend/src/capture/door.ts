import type { ComponentType } from 'preact';
import type { RouteDefinition } from '../app/router';
import type { Draft } from '../store';

/**
 * The way into a kind of entry that has a form of its own: `capture/<kind>/door.tsx`, and one line in
 * `doors.ts`. It comes with the first screen, so the form itself is fetched by it and not part of it.
 */
export interface Door {
  readonly kind: string;
  /** `/register/:id` */
  readonly path: string;
  readonly screen: RouteDefinition['screen'];
  /** Where a draft is gone on with, after the `#`. */
  readonly draftPath: (draft: Draft) => string;
  /** Its row on Today, on a souk day; without one it begins at a place or a person. */
  readonly Row?: ComponentType<{ date: string }>;
}
