import type { ComponentChildren } from 'preact';

export type Children = ComponentChildren;

/** Joins class names, leaving out what does not hold. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
