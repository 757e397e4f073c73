import { describe, expect, it } from 'vitest';
import { choicesOffered } from '../../src/forms/answers.ts';
import { evaluate } from '../../src/forms/evaluate.ts';
import { prepare } from '../../src/forms/form.ts';
import type { CompiledForm, Expression } from '../../src/forms/types.ts';
import { CONTEXT, formNamed } from './forms.ts';

/** FO6: a cascade of 5,000 choices answers at once. */

const CHOICES = 5_000;
const PARENTS = 100;

function cascadeOf(filter: Expression) {
  const plain = formNamed('cascade').compiled;
  const label = (n: number) => ({ fr: `Douar ${n}` });
  const choices = Array.from({ length: CHOICES }, (_, n) => ({
    name: `d${n}`,
    label: label(n),
    commune: `c${n % PARENTS}`,
    kind: n % 2 ? 'odd' : 'even',
  }));
  const nodes = [
    { path: '/data/commune', type: 'text' },
    { path: '/data/douar', type: 'select_one', choices: 'douar', choice_filter: filter },
  ];
  return prepare({ ...plain, choices: { douar: choices }, nodes } as unknown as CompiledForm);
}

function offeredBy(filter: Expression, commune: string): string[] {
  const result = evaluate(cascadeOf(filter), { '/data/commune': commune }, [], CONTEXT);
  const question = result.questions[1];
  if (!question) throw new Error('not asked');
  return choicesOffered(question.node, question.scope).map(({ name }) => name);
}

const COMMUNE: Expression = ['ref', '/data/commune'];

describe('a cascade of thousands', () => {
  it('FO6: offers those of the parent, in the order of the list', () => {
    const own = Array.from({ length: CHOICES / PARENTS }, (_, n) => `d${n * PARENTS + 7}`);
    expect(offeredBy(['=', ['col', 'commune'], COMMUNE], 'c7')).toEqual(own);
    expect(offeredBy(['=', ['col', 'commune'], COMMUNE], 'nowhere')).toEqual([]);
  });

  it('FO6: minds what follows the first comparison', () => {
    const filter: Expression = [
      'and',
      ['=', ['col', 'commune'], COMMUNE],
      ['!=', ['col', 'kind'], 'odd'],
    ];
    expect(offeredBy(filter, 'c7')).toEqual([]);
    expect(offeredBy(filter, 'c8')).toHaveLength(CHOICES / PARENTS);
  });

  it('FO6: compares numbers as numbers, by trying each', () => {
    expect(offeredBy(['=', ['col', 'commune'], ['+', 1, 1]], 'c7')).toEqual([]);
  });

  it('FO6: does not try each of them', () => {
    const form = cascadeOf(['=', ['col', 'commune'], COMMUNE]);
    const node = form.nodes.get('/data/douar');
    if (!node?.choice_filter) throw new Error('no filter');
    let tried = 0;
    const { choice_filter } = node;
    node.choice_filter = (scope) => {
      tried += 1;
      return choice_filter(scope);
    };
    const result = evaluate(form, { '/data/commune': 'c7' }, [], CONTEXT);
    const question = result.questions[1];
    if (!question) throw new Error('not asked');
    choicesOffered(question.node, question.scope);
    expect(tried).toBe(CHOICES / PARENTS);
  });
});
