import { describe, expect, it } from 'vitest';
import { type Draft, evaluateDraft } from '../../src/forms/draft.ts';
import { outlineOf } from '../../src/forms/outline.ts';
import { aroundPage, headOf, pageAt } from '../../src/forms/pages.ts';
import { indexAt } from '../../src/forms/steps.ts';
import { CONTEXT, formNamed } from './forms.ts';

const household = formNamed('household');
const FAMILY = {
  '/data/head': 'Ali',
  '/data/size': 2,
  '/data/member[1]/first': 'Ali',
  '/data/member[1]/age': 40,
  '/data/member[1]/works': 'yes',
  '/data/member[1]/job': 2,
  '/data/member[2]/first': 'Zahra',
  '/data/member[2]/age': 12,
};
const asked = (answers: Draft['answers']) =>
  evaluateDraft(household, { answers, status: {} }, [], CONTEXT);
const family = asked(FAMILY);
const at = (path: string) => family.questions.findIndex((question) => question.path === path);
const pageOf = (path: string) => {
  const { from, to } = pageAt(family, at(path));
  return family.questions.slice(from, to);
};
const names = (around: ReturnType<typeof aroundPage>) =>
  around.map(({ node, indices }) => [node.path, ...indices].join(' '));

describe('SV20: a screen', () => {
  it('has one question where the form says no more', () => {
    expect(pageOf('/data/head').map(({ path }) => path)).toEqual(['/data/head']);
  });

  it('has all that is asked in a group `field-list`, under the heading of that group', () => {
    const page = pageOf('/data/house/has');
    expect(page[0]?.path).toBe('/data/house/point');
    expect(page[page.length - 1]?.path).toBe('/data/house/agreed');
    expect(headOf(page)?.node.path).toBe('/data/house');
  });

  it('never has more than one instance of a repeat', () => {
    expect(pageOf('/data/member[1]/job[2]/hours')).toHaveLength(1);
    expect(names(aroundPage(pageOf('/data/member[1]/job[2]/hours')))).toEqual([
      '/data/member 1',
      '/data/member/job 1 2',
    ]);
  });
});

describe('the outline', () => {
  it('has a section for what stands under one heading, and says where instances may be added', () => {
    const parts = outlineOf(family).map((part) =>
      'questions' in part
        ? `${names(part.around).join(' › ')}: ${part.questions.length}`
        : `+ ${part.repeat.path} ${[...part.outer, part.count].join(' ')}`,
    );
    expect(parts).toEqual([
      ': 3',
      '/data/member 1: 3',
      '/data/member 1 › /data/member/job 1 1: 1',
      '/data/member 1 › /data/member/job 1 2: 1',
      '/data/member 2: 2',
      '/data/house: 8',
      ': 1',
      '/data/visit 1: 1',
      '+ /data/visit 1',
    ]);
  });

  it('lets the first instance be added where there is none', () => {
    const parts = outlineOf(asked({ ...FAMILY, '/data/visit': 0 }));
    expect(parts[parts.length - 1]).toMatchObject({ count: 0, outer: [] });
  });

  it('offers no instance of a repeat that is not asked', () => {
    const parts = outlineOf(asked({ ...FAMILY, '/data/member[1]/works': 'no' }));
    expect(parts.filter((part) => !('questions' in part))).toHaveLength(1);
  });
});

it('leads to the first question in an instance', () => {
  expect(indexAt(family, '/data/member[2]', [])).toBe(at('/data/member[2]/first'));
});
