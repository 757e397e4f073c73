import { choicesOffered } from '../../../src/forms/answers.ts';
import type { Evaluation, Question } from '../../../src/forms/evaluate.ts';
import { type FormNode, keyOf, plainPath } from '../../../src/forms/form.ts';
import { nodesBelow, type OdkNode } from './engine.ts';

/** What an engine says of one node, in the words of neither. */
export interface Fact {
  readonly relevant: boolean;
  readonly value?: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly constraint?: boolean;
  readonly missing?: boolean;
  readonly offered?: readonly string[];
}

/** By path with instances. What stands in a group that is not relevant is left out. */
export type Facts = Readonly<Record<string, Fact>>;

const HIDDEN: Fact = { relevant: false };
// What each engine keeps in words of its own: who filled in which form, and when.
const META = /^\/[^/]+\/(\w+:)?meta(\/|$)/;

export function odkFacts(root: OdkNode): Facts {
  const facts: Record<string, Fact> = {};
  const visit = (node: OdkNode): void => {
    const { reference, relevant, children } = node.currentState;
    if (META.test(reference)) return;
    // A list is as relevant as its instances are.
    const inList = node.nodeType.startsWith('repeat');
    if (!inList || (relevant && node.nodeType === 'repeat-instance')) {
      facts[reference] = relevant ? odkFact(node) : HIDDEN;
    }
    if (relevant) children?.forEach(visit);
  };
  root.currentState.children?.forEach(visit);
  return facts;
}

function odkFact({ nodeType, currentState, validationState }: OdkNode): Fact {
  if (['group', 'repeat-instance'].includes(nodeType)) return { relevant: true };
  const value = plain(currentState.instanceValue ?? '');
  if (nodeType === 'model-value' || nodeType === 'note') return { relevant: true, value };
  return {
    relevant: true,
    value,
    required: currentState.required,
    readonly: currentState.readonly,
    constraint: validationState.constraint?.valid === true,
    missing: validationState.required?.valid === false,
    ...(nodeType === 'select' && {
      // Of instances each name is offered once here, and no blank one.
      offered: [...new Set(currentState.valueOptions?.map(({ value }) => value))].filter(Boolean),
    }),
  };
}

export function ourFacts(result: Evaluation): Facts {
  const facts: Record<string, Fact> = {};
  const { run } = result;
  const questions = new Map(result.questions.map((question) => [question.path, question]));
  const visit = (node: FormNode, indices: readonly number[]): void => {
    const key = keyOf(node, indices);
    const asked = questions.get(key);
    if (!run.relevant(node, key, indices)) {
      if (node.type !== 'repeat') facts[key] = HIDDEN;
    } else if (asked) facts[key] = ourFact(asked);
    else if (node.type === 'calculate') {
      const value = plain(run.value(node, key, indices));
      facts[key] = { relevant: true, value: isSum(node) && value === '0' ? '' : value };
    } else {
      facts[key] = { relevant: true };
      for (const child of node.children) visitAll(child, indices);
    }
  };
  const visitAll = (node: FormNode, outer: readonly number[]): void => {
    if (node.type !== 'repeat') visit(node, outer);
    else for (let at = 1; at <= run.count(node, outer); at++) visit(node, [...outer, at]);
  };
  for (const node of run.form.top) visitAll(node, []);
  return facts;
}

/** Of nothing the sum is 0 here and nothing there (`docs/forms.md`). */
const isSum = ({ source: { calculation } }: FormNode): boolean =>
  Array.isArray(calculation) && /^(\["(whole|decimal)",)?\["sum"/.test(JSON.stringify(calculation));

function ourFact({ node, path, scope, required, readonly }: Question): Fact {
  const value = scope.run.value(node, path, scope.indices);
  // What can only be read is a note there.
  const typed = !node.choices.length && !['range', 'image'].includes(node.type);
  const told = node.source.readonly === true && typed;
  if (node.type === 'note' || told) {
    return { relevant: true, value: plain(value) };
  }
  return {
    relevant: true,
    value: plain(value),
    required,
    readonly,
    constraint: !value || !node.constraint || node.constraint(scope),
    missing: required && !value,
    ...(node.type.startsWith('select') && {
      offered: [...new Set(choicesOffered(node, scope).map(({ name }) => name))],
    }),
  };
}

/** The number of instances that ODK's engine has of each list that a person lengthens. */
export function odkCounts(root: OdkNode): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { nodeType, currentState } of nodesBelow(root)) {
    if (nodeType === 'repeat-range:uncontrolled') {
      counts[currentState.reference] = currentState.children?.length ?? 0;
    }
  }
  return counts;
}

/** What ODK's engine would send, as `path=value` in order: without what is not relevant. */
export function odkInstance(root: OdkNode): string[] {
  const xml = new DOMParser().parseFromString(root.instanceState.instanceXML, 'text/xml');
  const values: string[] = [];
  const visit = (element: Element, path: string): void => {
    if (META.test(path)) return;
    const children = Array.from(element.children);
    if (!children.length) values.push(`${path}=${plain(element.textContent ?? '')}`);
    for (const child of children) visit(child, `${path}/${child.localName}`);
  };
  visit(xml.documentElement, `/${xml.documentElement.localName}`);
  return values.sort();
}

export function ourInstance(facts: Facts): string[] {
  const values = Object.entries(facts).filter(([, fact]) => fact.value !== undefined);
  return values.map(([path, { value }]) => `${plainPath(path)}=${value}`).sort();
}

/** One way to write a number: 2.50 and 2.5 are the same, and so are twelve digits and all. */
function plain(text: string): string {
  const number = (word: string) => String(Number(Number(word).toPrecision(12)));
  const words = text.split(' ');
  return words.map((word) => (/^-?\d+\.\d+(e-?\d+)?$/.test(word) ? number(word) : word)).join(' ');
}

/** Where the two differ, as lines to read. */
export function differences(ours: Facts, odk: Facts): string[] {
  const paths = [...new Set([...Object.keys(odk), ...Object.keys(ours)])];
  return paths.flatMap((path) => {
    const [here, there] = [ours[path], odk[path]];
    if (!here || !there) return [`${path}: only in ${here ? 'ours' : "ODK's"}`];
    const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])] as (keyof Fact)[];
    return keys
      .filter((key) => JSON.stringify(here[key]) !== JSON.stringify(there[key]))
      .map((key) => `${path} ${key}: ours ${show(here[key])}, ODK's ${show(there[key])}`);
  });
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
