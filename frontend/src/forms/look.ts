import type { FormNode } from './form.ts';

/** What the column `appearance` asks for. Pure. */

export function looks({ source }: FormNode, ...words: readonly string[]): boolean {
  const asked = source.appearance?.split(/\s+/) ?? [];
  return words.some((word) => asked.includes(word));
}

/** Told and not asked: a note, and the head of a table, whose rows name their choices themselves. */
export const isTold = (node: FormNode): boolean => node.type === 'note' || looks(node, 'label');

/** Answered letter by letter. */
export const isTyped = ({ type }: FormNode): boolean =>
  type === 'text' || type === 'integer' || type === 'decimal';
