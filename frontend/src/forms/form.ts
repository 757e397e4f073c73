import { build, condition, type Evaluate, NewerForm, type Scope } from './closures.ts';
import type { Answer, Choice, CompiledForm, CompiledNode, Expression, Label } from './types.ts';

/** A compiled form made ready: its nodes by path, its expressions as functions. */

type Condition = (scope: Scope) => boolean;

export interface ChoiceIndex {
  readonly key: Evaluate;
  readonly items: ReadonlyMap<string, readonly Choice[]>;
}

export interface FormNode {
  readonly source: CompiledNode;
  readonly path: string;
  readonly type: CompiledNode['type'];
  readonly parent: FormNode | null;
  /** The enclosing repeats, outermost first; a repeat encloses itself. */
  readonly repeats: readonly FormNode[];
  /** The path in pieces, one more than there are repeats: an index stands between two. */
  readonly pieces: readonly string[];
  /** Characters of a text, or instances of a repeat. */
  readonly max: number;
  /** The value is found or given once and kept with the answers; others are calculated where needed. */
  readonly kept: boolean;
  /** Paths of the answers that its relevance speaks of. */
  readonly waits_for: readonly string[];
  children: readonly FormNode[];
  choices: readonly Choice[];
  /** The instances that are its choices instead, and the nodes of their name and label. */
  from?: { readonly instances: Evaluate; readonly name: FormNode; readonly label: FormNode };
  /** Where the filter begins with `column = …`: the choices by that column. */
  index?: ChoiceIndex;
  relevant?: Condition;
  required?: Condition;
  readonly?: Condition;
  constraint?: Condition;
  warning?: Condition;
  choice_filter?: Condition;
  calculation?: Evaluate;
  count?: Evaluate;
  outcome?: Evaluate;
  default?: Evaluate;
  /** What is set when the form begins, and when an instance is added. */
  load?: Evaluate;
  new?: Evaluate;
  /** The seed of the choices' order. */
  shuffle?: Evaluate;
}

export interface Form {
  readonly compiled: CompiledForm;
  readonly nodes: ReadonlyMap<string, FormNode>;
  /** In the order of asking. */
  readonly top: readonly FormNode[];
  /** More than one of a name where it stands under several of a cascade. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<string, readonly Choice[]>>;
  /** The questions that begin with an answer. */
  readonly defaults: readonly FormNode[];
  /** What follows a change of these questions. */
  readonly followers: ReadonlyMap<FormNode, readonly Follower[]>;
  /** Those whose calculation gives another value each time: the first is kept. */
  readonly drawn: readonly FormNode[];
}

export interface Follower {
  readonly node: FormNode;
  readonly value: Evaluate;
}

// The same limits as in `backend/rahba/forms/bounds.py`.
const MAX_TEXT = 255;
const MAX_INSTANCES = 20;

const CONDITIONS = ['relevant', 'required', 'readonly', 'constraint', 'warning', 'choice_filter'];
const VALUES = ['calculation', 'count', 'outcome', 'default', 'shuffle'];

/** Null: a server newer than this app compiled it in a way that the app does not know (SV27). */
export function prepareKnown(compiled: CompiledForm): Form | null {
  try {
    return prepare(compiled);
  } catch (error) {
    if (error instanceof NewerForm) return null;
    throw error;
  }
}

export function prepare(compiled: CompiledForm): Form {
  const nodes = new Map<string, FormNode>();
  const choices = new Map<string, ReadonlyMap<string, readonly Choice[]>>();
  for (const [name, items] of Object.entries(compiled.choices)) {
    choices.set(
      name,
      by(items, ({ name }) => name),
    );
  }
  const top = compiled.nodes.map((node) => add(node, null, nodes));
  const defaults = [...nodes.values()].filter(
    ({ type, source: { default: given, initial, sets } }) =>
      type !== 'repeat' && (given ?? initial ?? sets) !== undefined,
  );
  const drawn = [...nodes.values()].filter(({ source }) => byChance(source.calculation));
  const followers = new Map<FormNode, Follower[]>();
  const form: Form = { compiled, nodes, top, choices, defaults, followers, drawn };
  for (const node of nodes.values()) {
    bind(node, form);
    for (const [at, expression] of node.source.sets ?? []) {
      const value = build(expression, form);
      const source = nodes.get(at);
      if (source) followers.set(source, [...(followers.get(source) ?? []), { node, value }]);
      else node[at as 'load' | 'new'] = value;
    }
  }
  return form;
}

function add(
  source: CompiledNode,
  parent: FormNode | null,
  nodes: Map<string, FormNode>,
): FormNode {
  const above = parent?.repeats ?? [];
  const pieces = [...(parent?.pieces ?? [''])];
  pieces.push(`${pieces.pop()}${source.path.slice(parent?.path.length ?? 0)}`);
  const repeat = source.type === 'repeat';
  if (repeat) pieces.push('');
  const node: FormNode = {
    source,
    path: source.path,
    type: source.type,
    parent,
    repeats: above,
    pieces,
    max: source.max ?? (repeat ? MAX_INSTANCES : MAX_TEXT),
    kept: hasOnce(source.calculation) || (source.type === 'calculate' && !source.calculation),
    waits_for: pathsIn(source.relevant),
    children: [],
    choices: [],
  };
  if (repeat) (node as { repeats: readonly FormNode[] }).repeats = [...above, node];
  nodes.set(node.path, node);
  node.children = source.children?.map((child) => add(child, node, nodes)) ?? [];
  return node;
}

function hasOnce(expression: unknown): boolean {
  return Array.isArray(expression) && (expression[0] === 'once' || expression.some(hasOnce));
}

const byChance = (expression: unknown): boolean =>
  Array.isArray(expression) &&
  (['random', 'uuid'].includes(expression[0]) || expression.some(byChance));

function pathsIn(expression: unknown): string[] {
  if (!Array.isArray(expression)) return [];
  const [operation, path] = expression;
  const own = operation === 'ref' || operation === 'refs' ? [String(path)] : [];
  return [...own, ...expression.flatMap(pathsIn)];
}

function bind(node: FormNode, form: Form): void {
  const source = node.source as unknown as Record<string, Expression | true | undefined>;
  const made = node as unknown as Record<string, unknown>;
  for (const part of CONDITIONS) {
    const expression = source[part];
    if (expression === true) made[part] = () => true;
    else if (expression !== undefined) made[part] = condition(expression, form);
  }
  for (const part of VALUES) {
    const expression = source[part];
    if (expression !== undefined && expression !== true) made[part] = build(expression, form);
  }
  node.choices = form.compiled.choices[node.source.choices ?? ''] ?? [];
  const { choices_from } = node.source;
  if (choices_from) {
    const [name, label] = choices_from.slice(1).map((path) => form.nodes.get(path as string));
    if (name && label) node.from = { instances: build(choices_from[0], form), name, label };
  }
  const index = indexOf(node.choices, node.source.choice_filter, form);
  if (index) node.index = index;
}

function indexOf(choices: readonly Choice[], filter: unknown, form: Form): ChoiceIndex | null {
  if (!Array.isArray(filter)) return null;
  if (filter[0] === 'and') return indexOf(choices, filter[1], form);
  const [operation, left, right] = filter;
  if (operation !== '=' || !isColumn(left) || readsItem(right)) return null;
  const items = by(choices, (choice) => {
    const cell = choice[left[1]];
    return typeof cell === 'string' ? cell : '';
  });
  return { key: build(right, form), items };
}

function by(choices: readonly Choice[], key: (choice: Choice) => string): Map<string, Choice[]> {
  const found = new Map<string, Choice[]>();
  for (const choice of choices) {
    const group = found.get(key(choice));
    if (group) group.push(choice);
    else found.set(key(choice), [choice]);
  }
  return found;
}

const isColumn = (expression: unknown): expression is ['col', string] =>
  Array.isArray(expression) && expression[0] === 'col' && expression[1] !== 'label';

const readsItem = (expression: unknown): boolean =>
  Array.isArray(expression) && (expression[0] === 'col' || expression.some(readsItem));

/** The path with its instances, `/data/member[2]/name`. */
export function keyOf(node: FormNode, indices: readonly number[]): string {
  if (node.pieces.length === 1) return node.path;
  return node.pieces.map((piece, at) => (at ? `[${indices[at - 1]}]${piece}` : piece)).join('');
}

/** The path of a repeat without its own index, `/data/house[2]/member`. */
export const listKey = (repeat: FormNode, outer: readonly number[]): string =>
  keyOf(repeat, [...outer, 1]).slice(0, -3);

export const plainPath = (key: string): string => key.replace(/\[\d+\]/g, '');
export const indicesOf = (key: string): number[] =>
  Array.from(key.matchAll(/\[(\d{1,6})\]/g), (found) => Number(found[1]));

export function choiceLabel(form: Form, list: string, name: string, lang: string): string {
  return inLanguage(form, form.choices.get(list)?.get(name)?.[0]?.label ?? {}, lang);
}

export const inLanguage = ({ compiled }: Form, label: Label, lang: string): string =>
  label[lang] || label[compiled.default_language] || '';

/** Marked itself, or in a group that is. */
export function isSensitive({ source, parent }: FormNode): boolean {
  return source.sensitive === true || (parent !== null && isSensitive(parent));
}

/** An answer as an expression sees it; one of the wrong type is as good as none. */
export function answerText(answer: Answer | undefined): string {
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number') return Number.isInteger(answer) ? String(answer) : '';
  if (Array.isArray(answer)) return answer.filter((item) => typeof item === 'string').join(' ');
  if (typeof answer !== 'object' || answer === null) return '';
  const point = answer as unknown as { [key: string]: unknown };
  const parts = ['lat', 'lon', 'alt', 'acc'].map((key) => point[key]);
  if (!parts[0] || !parts[1]) return '';
  return parts.map((part) => (typeof part === 'string' ? part : '0')).join(' ');
}
