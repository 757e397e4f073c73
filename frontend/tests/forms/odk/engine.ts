import { answerText } from '../../../src/forms/form.ts';
import type { Answer } from '../../../src/forms/types.ts';

/** ODK's own engine, `@getodk/xforms-engine`: the oracle of these tests. It wants a DOM. */

/** The part of its nodes that the tests use: its own types need files that it does not bring. */
export interface OdkNode {
  readonly nodeType: string;
  readonly currentState: {
    readonly reference: string;
    readonly relevant: boolean;
    readonly required: boolean;
    readonly readonly: boolean;
    readonly instanceValue?: string;
    readonly children: readonly OdkNode[] | null;
    readonly valueOptions?: readonly { readonly value: string }[] | null;
  };
  readonly validationState: {
    readonly constraint?: { readonly valid: boolean };
    readonly required?: { readonly valid: boolean };
  };
  readonly instanceState: { readonly instanceXML: string };
  setValue?(value: string | boolean | null): void;
  selectValues?(values: readonly string[]): void;
  setValues?(values: readonly string[]): void;
  addInstances?(at?: number, count?: number): void;
  removeInstances?(at: number, count?: number): void;
}

/** The instance's root. Throws what ODK's engine has against the form. */
export async function openedByOdk(xform: string): Promise<OdkNode> {
  const { loadForm } = await import('@getodk/xforms-engine');
  const loaded = await loadForm(xform);
  if (loaded.status === 'failure') throw loaded.error;
  return loaded.createInstance().root as unknown as OdkNode;
}

export function* nodesBelow(node: OdkNode): Generator<OdkNode> {
  yield node;
  for (const child of node.currentState.children ?? []) yield* nodesBelow(child);
}

export function odkNodeAt(root: OdkNode, reference: string): OdkNode | undefined {
  for (const node of nodesBelow(root)) {
    if (node.currentState.reference === reference) return node;
  }
  return undefined;
}

/** Null takes the answer back. Only once it is settled does this return. */
export function answerOdk(there: OdkNode, type: string, answer: Answer | null): void {
  const several = [answer ?? []].flat() as string[];
  if (there.selectValues) there.selectValues(several);
  else if (there.setValues) there.setValues(several);
  else if (type === 'acknowledge') there.setValue?.(answer === 'OK');
  else there.setValue?.(answerText(answer ?? undefined));
}
