import { describe, expect, it } from 'vitest';
import { alreadyBegun, withDefaults } from '../../src/forms/defaults.ts';
import {
  type Draft,
  newDraft,
  withAnswer,
  withInstance,
  withoutInstance,
} from '../../src/forms/draft.ts';
import { prepare } from '../../src/forms/form.ts';
import type { Answer } from '../../src/forms/types.ts';
import { CONTEXT, formNamed } from './forms.ts';

/** SPEC FO2, FO7: what a form begins with, instance by instance, and what it sets when another changes. */

const form = formNamed('begins');
const lot = form.nodes.get('/data/lot');
if (!lot) throw new Error('no lot');
const settled = (draft: Draft): Draft => withDefaults(form, draft, [], CONTEXT);
const begun = newDraft(form, [], CONTEXT);
const answered = (draft: Draft, path: string, answer: Answer | null): Draft =>
  settled(withAnswer(draft, path, answer));

describe('a form begins with the instances that it writes down', () => {
  it('FO2: each with its own answers', () => {
    expect(begun.answers).toEqual({
      '/data/lot[1]/good': 'mint',
      '/data/lot[1]/price': 4,
      '/data/lot[1]/loaded': 'lot 1',
      '/data/lot[1]/crate[1]/pieces': 10,
      '/data/lot[1]/crate[2]/pieces': 12,
      '/data/lot[2]/good': 'olives',
      '/data/lot[2]/loaded': 'lot 2',
      '/data/lot[2]/crate[1]/pieces': 7,
      '/data/visits': 1,
      '/data/visit[1]/why': 'opening',
      '/data/gate[1]/name': 'north',
      '/data/gate[2]/name': 'south',
      '/data/times': 0,
      '/data/code': 'new',
    });
  });

  it('FO2: one that is added is empty, but for what is set in a new one', () => {
    const { answers } = settled(withInstance(begun, lot, [], 2));
    expect(Object.entries(answers).filter(([path]) => path.startsWith('/data/lot[3]'))).toEqual([
      ['/data/lot[3]/added', 'after 2'],
    ]);
  });

  it('FO2: one that takes the place of another does not take over its beginning', () => {
    const one = settled(withoutInstance(begun, lot, [1], 2));
    const two = settled(withInstance(one, lot, [], 1));
    expect(two.answers['/data/lot[1]/good']).toBe('olives');
    expect(two.answers['/data/lot[2]/good']).toBeUndefined();
  });

  it('FO2: one that a larger number brings has its own, then that of the template', () => {
    const { answers } = answered(begun, '/data/visits', 3);
    expect(answers['/data/visit[2]/why']).toBe('follow-up');
    expect(answers['/data/visit[3]/why']).toBe('as usual');
  });
});

describe('a change sets other answers', () => {
  const good = answered(begun, '/data/mood', 'good');

  it('FO7: all those that follow it, and those that follow these', () => {
    expect(good.answers['/data/asked_of']).toBe(CONTEXT.today);
    expect(good.answers['/data/times']).toBe(1);
    expect(good.answers['/data/last_mood']).toBe('good');
  });

  it('FO7: not the same answer again, nor that of another question', () => {
    const again = answered(answered(good, '/data/mood', 'good'), '/data/code', 'x');
    expect(again.answers['/data/times']).toBe(1);
    expect(answered(again, '/data/mood', null).answers['/data/times']).toBe(2);
  });

  it('FO7: in the same instance alone, also when one before it has gone', () => {
    const priced = answered(begun, '/data/lot[2]/price', 9);
    expect(priced.answers['/data/lot[1]/loaded']).toBe('lot 1');
    expect(priced.answers['/data/lot[2]/loaded']).toBe('olives at 9');
    const moved = settled(withoutInstance(priced, lot, [1], 2));
    expect(moved.answers['/data/lot[1]/loaded']).toBe('olives at 9');
    expect(answered(moved, '/data/lot[1]/price', 8).answers['/data/lot[1]/loaded']).toBe(
      'olives at 8',
    );
  });

  it('FO7: what was set can be answered otherwise, and stays so', () => {
    const own = answered(good, '/data/times', 40);
    expect(answered(own, '/data/code', 'x').answers['/data/times']).toBe(40);
  });

  it('FO7: of two that set each other there is an end', () => {
    const path = (name: string) => `/data/${name}`;
    const node = (name: string, source: string) =>
      ({
        path: path(name),
        type: 'integer',
        sets: [[path(source), ['+', ['ref', path(source)], 1]]],
      }) as const;
    const nodes = [node('a', 'b'), node('b', 'a')];
    const both = prepare({ ...form.compiled, nodes });
    const first = withDefaults(both, newDraft(both, [], CONTEXT), [], CONTEXT);
    const { answers } = withDefaults(both, withAnswer(first, '/data/a', 1), [], CONTEXT);
    expect(answers['/data/b']).toBeGreaterThan(1);
  });

  it('FO7: in a response that is mended from the first change on, and nothing begins anew', () => {
    const given = { answers: { '/data/mood': 'bad', '/data/times': 1 }, status: {}, at: null };
    const mended = alreadyBegun(form, given, [], CONTEXT);
    expect(settled(mended).answers).toEqual(given.answers);
    expect(answered(mended, '/data/mood', 'good').answers['/data/times']).toBe(2);
  });
});
