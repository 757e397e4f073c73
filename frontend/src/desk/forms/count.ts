import type { CompiledForm, CompiledNode } from '../../forms/types';

/** Types that nobody is asked. */
const SILENT: ReadonlySet<string> = new Set(['calculate', 'note', 'group', 'repeat']);

/** Questions by module; `''` holds those that are always asked. A group gives its module to what is in it. */
export function questionsByModule(form: CompiledForm): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (nodes: readonly CompiledNode[], inherited: string) => {
    for (const node of nodes) {
      const module = node.module ?? inherited;
      if (node.children) visit(node.children, module);
      else if (!SILENT.has(node.type)) counts.set(module, (counts.get(module) ?? 0) + 1);
    }
  };
  visit(form.nodes, '');
  return counts;
}

/** Questions that can be asked while `on` are on. */
export function questionsAsked(form: CompiledForm, on: readonly string[]): number {
  const counts = questionsByModule(form);
  return ['', ...on].reduce((sum, module) => sum + (counts.get(module) ?? 0), 0);
}
