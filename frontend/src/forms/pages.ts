import type { Evaluation, Question } from './evaluate.ts';
import { type FormNode, keyOf } from './form.ts';
import { looks } from './look.ts';

/** Which questions stand on one screen, and what stands around them. Pure. */

/** Indices into the questions that are asked, `to` behind the last. */
export interface Page {
  readonly from: number;
  readonly to: number;
}

/** A group `field-list` is one page; any other question has a screen of its own. */
export function pageAt({ questions }: Evaluation, index: number): Page {
  const key = (at: number) => questions[at] && pageKey(questions[at]);
  let [from, to] = [index, index + 1];
  while (from > 0 && key(from - 1) === key(index)) from -= 1;
  while (to < questions.length && key(to) === key(index)) to += 1;
  return { from, to: Math.min(to, questions.length) };
}

/** A page ends at a repeat: how many instances there are is nothing for one screen. */
function pageKey({ node, path, scope }: Question): string {
  let page: FormNode | null = null;
  for (let above = node.parent; above; above = above.parent) {
    if (looks(above, 'field-list')) page = above;
    if (above.type === 'repeat') break;
  }
  return page ? keyOf(page, scope.indices.slice(0, page.repeats.length)) : path;
}

/** A group with a heading, or an instance of a repeat. */
export interface Around {
  readonly node: FormNode;
  readonly indices: readonly number[];
}

/** What stands around a question, outermost first. */
export function aroundOf({ node, scope }: Question): readonly Around[] {
  const found: Around[] = [];
  for (let above = node.parent; above; above = above.parent) {
    if (!isHeaded(above)) continue;
    found.unshift({ node: above, indices: scope.indices.slice(0, above.repeats.length) });
  }
  return found;
}

/** What stands around all questions of a page. */
export function aroundPage(page: readonly Question[]): readonly Around[] {
  const [first, ...others] = page.map(aroundOf);
  const inAll = (one: Around) => others.every((all) => all.some((other) => isSame(one, other)));
  return first?.filter(inAll) ?? [];
}

/** The group that gives a page its heading; a screen of one question is headed by the question. */
export function headOf(page: readonly Question[]): Around | null {
  const around = aroundPage(page);
  const last = around[around.length - 1];
  return page.length > 1 && last?.node.type === 'group' ? last : null;
}

export const isHeaded = ({ type, source }: FormNode): boolean =>
  type === 'repeat' || source.label !== undefined;

export const isSame = (one: Around, other: Around): boolean =>
  keyOf(one.node, one.indices) === keyOf(other.node, other.indices);
