import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../src/forms/defaults.ts';
import {
  type Draft,
  evaluateDraft,
  newDraft,
  withAnswer,
  withInstance,
  withoutInstance,
} from '../../src/forms/draft.ts';
import { prepare } from '../../src/forms/form.ts';
import { CONTEXT, formNamed } from './forms.ts';

/** SPEC FO2: answers that the form gives itself, as ODK gives them. */

const form = formNamed('defaults');
const visit = form.nodes.get('/data/visit');
if (!visit) throw new Error('no visit');
const begun = (draft: Draft): Draft => withDefaults(form, draft, [], CONTEXT);
const longer = (draft: Draft, count: number): Draft => begun(withInstance(draft, visit, [], count));

describe('a form begins with the answers that it gives itself', () => {
  it('FO2: each of its own type, one that is calculated from those before it', () => {
    expect(newDraft(form, [], CONTEXT).answers).toEqual({
      '/data/who': 'Ali',
      '/data/all/many': 2,
      '/data/all/ways': ['bus', 'mule'],
      '/data/all/place': { lat: '33.01', lon: '-7.62', alt: '0', acc: '0' },
      '/data/visit[1]/why': 'as usual',
      '/data/visit[1]/by': 'Ali 1',
      '/data/visit[1]/sale[1]/pieces': 1,
    });
  });

  it('FO2: not where something is carried over', () => {
    const { answers } = newDraft(form, [], CONTEXT, { '/data/who': 'Sara' });
    expect([answers['/data/who'], answers['/data/visit[1]/by']]).toEqual(['Sara', 'Sara 1']);
  });

  it('FO2: each instance when it begins, the inner ones of it too', () => {
    const { answers } = longer(newDraft(form, [], CONTEXT), 1);
    expect(answers['/data/visit[2]/by']).toBe('Ali 2');
    expect(answers['/data/visit[2]/sale[1]/pieces']).toBe(1);
  });

  it('FO2: once: what was emptied stays empty, also when an instance before it goes', () => {
    const two = longer(newDraft(form, [], CONTEXT), 1);
    const emptied = begun(withAnswer(two, '/data/visit[2]/why', null));
    expect(emptied.answers['/data/visit[2]/why']).toBeUndefined();
    const one = begun(withoutInstance(emptied, visit, [1], 2));
    expect(one.answers['/data/visit[1]/why']).toBeUndefined();
    expect(one.answers['/data/visit[1]/by']).toBe('Ali 2');
  });

  it('FO5: what is drawn by chance is drawn once and kept, a number as one', () => {
    const draw = {
      path: '/data/draw',
      type: 'calculate',
      calculation: ['once', ['random']],
    } as const;
    const drawing = prepare({ ...form.compiled, nodes: [...form.compiled.nodes, draw] });
    const first = newDraft(drawing, [], CONTEXT);
    const drawn = Number(first.answers['/data/draw']);
    expect(drawn > 0 && drawn < 1).toBe(true);
    const later = withDefaults(drawing, withAnswer(first, '/data/who', 'Sara'), [], CONTEXT);
    expect(later.answers['/data/draw']).toBe(first.answers['/data/draw']);
    expect(evaluateDraft(drawing, later, [], CONTEXT).clean['/data/draw']).toBe(
      first.answers['/data/draw'],
    );
  });

  it('FO1: what stands in a group that can only be read can only be read', () => {
    const readonlyIn = (who: string) => {
      const draft = withAnswer(newDraft(form, [], CONTEXT), '/data/who', who);
      const { questions } = evaluateDraft(form, draft, [], CONTEXT);
      return questions.filter(({ readonly }) => readonly).map(({ path }) => path);
    };
    expect(readonlyIn('Ali')).toEqual([]);
    expect(readonlyIn('locked')).toEqual(['/data/all/many', '/data/all/ways', '/data/all/place']);
  });
});
