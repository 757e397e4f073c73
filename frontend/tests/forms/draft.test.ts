import { describe, expect, it } from 'vitest';
import {
  type Draft,
  evaluateDraft,
  newDraft,
  responseOf,
  stoppedResponse,
  withAnswer,
  withInstance,
  withoutInstance,
  withStatus,
} from '../../src/forms/draft.ts';
import type { FormNode } from '../../src/forms/form.ts';
import { firstFlaw, indexAt, instanceAt, progressAt } from '../../src/forms/steps.ts';
import { CONTEXT, formNamed } from './forms.ts';

const souk = formNamed('souk_trader_v1');
const household = formNamed('household');
const node = (path: string): FormNode => {
  const found = household.nodes.get(path);
  if (!found) throw new Error(path);
  return found;
};
const draftOf = (answers: Draft['answers'], at: string | null = null): Draft => ({
  answers,
  status: {},
  at,
});
const AGREED = { '/data/consent_survey': 'yes', '/data/is_adult': 'yes' };
const FEES = '/data/interview/fees_today';

describe('a draft', () => {
  it('takes an answer back when nothing is left of it', () => {
    const draft = withAnswer(draftOf({ '/data/a': 'x' }), '/data/a', '');
    expect(draft.answers).toEqual({});
    expect(withAnswer(draft, '/data/a', []).answers).toEqual({});
  });

  it('has either an answer or a status', () => {
    const said = withStatus(draftOf({ [FEES]: 20 }), FEES, 'refused');
    expect(said).toMatchObject({ answers: {}, status: { [FEES]: 'refused' } });
    expect(withAnswer(said, FEES, 30)).toMatchObject({ answers: { [FEES]: 30 }, status: {} });
  });

  it('begins with what is carried over and with what the form sets itself', () => {
    const draft = newDraft(household, [], CONTEXT, { '/data/head': 'Ali' });
    expect(draft.answers).toEqual({ '/data/head': 'Ali', '/data/remark': 'none' });
  });

  it('moves the later instances up when one is taken out', () => {
    const draft = draftOf({
      '/data/visit': 3,
      '/data/visit[1]/on': '2026-11-01',
      '/data/visit[2]/on': '2026-11-02',
      '/data/visit[3]/on': '2026-11-03',
    });
    expect(withoutInstance(draft, node('/data/visit'), [2], 3).answers).toEqual({
      '/data/visit': 2,
      '/data/visit[1]/on': '2026-11-01',
      '/data/visit[2]/on': '2026-11-03',
    });
  });

  it('stays at its question when an instance before it is taken out', () => {
    const at = (path: string) => withoutInstance(draftOf({}, path), node('/data/visit'), [1], 3).at;
    expect(at('/data/visit[3]/on')).toBe('/data/visit[2]/on');
    expect(at('/data/visit[1]/on')).toBeNull();
    expect(at('/data/head')).toBe('/data/head');
  });

  it('leaves what is in other instances of an outer repeat where it is', () => {
    const draft = draftOf({
      '/data/member[1]/job[1]/hours': '1',
      '/data/member[1]/job[2]/hours': '2',
      '/data/member[2]/job[1]/hours': '3',
    });
    const { answers } = withoutInstance(draft, node('/data/member/job'), [1, 1], 2);
    expect(answers).toEqual({
      '/data/member[1]/job': 1,
      '/data/member[1]/job[1]/hours': '2',
      '/data/member[2]/job[1]/hours': '3',
    });
  });

  it('says how many instances there are when one is added', () => {
    const draft = withInstance(draftOf({}), node('/data/visit'), [], 1);
    expect(draft.answers).toEqual({ '/data/visit': 2 });
  });
});

describe('a response', () => {
  const evaluated = (draft: Draft) => evaluateDraft(souk, draft, ['money'], CONTEXT);
  const response = (draft: Draft) => responseOf(evaluated(draft), draft);
  const stopped = (draft: Draft) => stoppedResponse(evaluated(draft), draft);

  it('of a refusal keeps the answer that says so and no other', () => {
    const draft = draftOf({ '/data/consent_survey': 'no', '/data/interview/sex': 'f' });
    expect(response(draft)).toEqual({
      form_id: 'souk_trader_v1',
      form_version: souk.compiled.version,
      modules: ['money'],
      answers: { '/data/consent_survey': 'no' },
      outcome: 'refused',
    });
  });

  it('leaves out what is hidden, though the draft keeps it', () => {
    const draft = withStatus(
      draftOf({ ...AGREED, '/data/interview/got_receipt': 'yes' }),
      FEES,
      'dont_know',
    );
    expect(stopped(draft)).toMatchObject({
      answers: AGREED,
      status: { [FEES]: 'dont_know' },
      outcome: 'stopped',
    });
    expect(draft.answers).toHaveProperty(['/data/interview/got_receipt']);
  });

  it('SV7: of somebody who stopped keeps what was said, and not an answer half given', () => {
    const draft = draftOf({ ...AGREED, '/data/interview/sex': 'f', [FEES]: 'tw' });
    expect(stopped(draft)).toMatchObject({
      answers: { ...AGREED, '/data/interview/sex': 'f' },
      outcome: 'stopped',
    });
    expect(stopped(draft).answers).not.toHaveProperty([FEES]);
  });
});

describe('the way through a form', () => {
  const at = (draft: Draft, form = souk) => evaluateDraft(form, draft, [], CONTEXT);

  it('counts, at the first question, those that only wait for its answer', () => {
    expect(progressAt(at(draftOf({})), 0)).toEqual({ done: 0, total: 13 });
  });

  it('counts only what is asked once the answers tell', () => {
    const draft = draftOf({ ...AGREED, '/data/interview/role': 'employee' });
    expect(progressAt(at(draft), 2)).toEqual({ done: 2, total: 9 });
    expect(progressAt(at(draftOf({ '/data/consent_survey': 'no' })), 0)).toEqual({
      done: 0,
      total: 1,
    });
  });

  it('goes on behind the last question that is still asked when its own is no more', () => {
    const result = at(draftOf({ ...AGREED, '/data/interview/role': 'employee' }));
    const passed = ['/data/interview/freq', '/data/interview/helpers_paid'];
    const index = indexAt(result, '/data/interview/helpers_family', passed);
    expect(result.questions[index]?.path).toBe('/data/interview/health_cover');
  });

  it('leads to the first thing that stops it', () => {
    const result = at(draftOf(AGREED));
    expect(firstFlaw(result)).toEqual({ index: 2, code: 'required' });
  });

  it('leads, with too many instances, to the first question of the repeat', () => {
    const result = at(
      draftOf({ '/data/head': 'Ali', '/data/size': 0, '/data/visit': 4 }),
      household,
    );
    const flaw = firstFlaw(result);
    expect(flaw?.code).toBe('too_many');
    expect(result.questions[flaw?.index ?? -1]?.path).toBe('/data/visit[1]/on');
  });

  it('offers one more at the last question of the last instance, as long as the form takes it', () => {
    const draft = (count: number) =>
      draftOf({ '/data/head': 'Ali', '/data/size': 0, '/data/visit': count });
    const last = (count: number) => {
      const result = at(draft(count), household);
      return instanceAt(result, result.questions.length - 1);
    };
    expect(last(1)).toMatchObject({ count: 1, mayAdd: true, mayRemove: true });
    expect(last(2)).toMatchObject({ count: 2, mayAdd: true, mayRemove: true });
    expect(last(3)).toMatchObject({ count: 3, mayAdd: false, mayRemove: true });
  });

  it('offers none where the form itself says how many', () => {
    const draft = draftOf({ '/data/head': 'Ali', '/data/size': 1, '/data/member[1]/age': 5 });
    const result = at(draft, household);
    const index = result.questions.findIndex(({ path }) => path === '/data/member[1]/age');
    expect(instanceAt(result, index)).toMatchObject({ mayAdd: false, mayRemove: false });
  });
});
