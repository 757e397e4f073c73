import { describe, expect, it } from 'vitest';
import {
  answeredOf,
  mendedBody,
  type SurveyDraft,
  surveyBody,
} from '../../../src/capture/survey/interview';

const draft: SurveyDraft = {
  form_id: 'souk',
  form_version: '2',
  modules: ['needs'],
  trader_id: 'saleh',
  started_at: '2026-11-20T08:00:00.000Z',
  answers: { '/data/a': 'yes', '/data/hidden': 1 },
  status: { '/data/b': 'dont_know' },
  at: '/data/b',
};
const response = {
  form_id: 'souk',
  form_version: '2',
  modules: ['needs'],
  answers: { '/data/a': 'yes' },
  outcome: 'completed' as const,
};

describe('a survey', () => {
  it('resumes at the question at which it was paused', () => {
    expect(answeredOf(draft)).toEqual({
      answers: draft.answers,
      status: draft.status,
      at: '/data/b',
    });
  });

  it('resumes knowing what it began with and what was seen: nothing emptied comes back (FO2, FO7)', () => {
    const known = { begun: { '/data/a': true as const }, seen: { '/data/a': 'no' } };
    expect(answeredOf({ ...draft, ...known })).toMatchObject(known);
  });

  it('has the response of the form, and not what was answered and then hidden', () => {
    const body = surveyBody(draft, response, '2026-11-20T08:04:00.000Z');
    expect(body.answers).toEqual({ '/data/a': 'yes' });
    expect(body).toMatchObject({ trader_id: 'saleh', ended_at: '2026-11-20T08:04:00.000Z' });
  });

  it('without a name has no trader at all', () => {
    const { trader_id: _nobody, ...nameless } = draft;
    expect(surveyBody(nameless as SurveyDraft, response, '')).not.toHaveProperty('trader_id');
  });

  it('corrected stays the interview that it was', () => {
    const body = { ...surveyBody(draft, response, '2026-11-20T08:04:00.000Z'), status: {} };
    const mended = mendedBody(body, { ...response, answers: { '/data/a': 'no' } }, null);
    expect(mended.answers).toEqual({ '/data/a': 'no' });
    expect(mended.started_at).toBe(draft.started_at);
    expect(mended.ended_at).toBe('2026-11-20T08:04:00.000Z');
    expect(mended).not.toHaveProperty('status');
  });
});

describe('SV25: a photo that a form asks for', () => {
  const photo = { sha256: 'f00d', type: 'image/webp', bytes: 9 };
  const shown = { ...response, answers: { '/data/place': 'f00d' } };

  it('is named as long as it is the answer to its question', () => {
    expect(surveyBody({ ...draft, photo }, shown, '').photo).toEqual(photo);
    expect(surveyBody({ ...draft, photo }, response, '')).not.toHaveProperty('photo');
  });

  it('gives way to another in a correction, and goes with its answer', () => {
    const body = surveyBody({ ...draft, photo }, shown, '');
    const other = { ...photo, sha256: 'beef' };
    const again = { ...response, answers: { '/data/place': 'beef' } };
    expect(mendedBody(body, again, other).photo).toEqual(other);
    expect(mendedBody(body, shown, photo).photo).toEqual(photo);
    expect(mendedBody(body, response, photo)).not.toHaveProperty('photo');
  });
});
