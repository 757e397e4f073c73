import { expect, it } from 'vitest';
import { rowsOf } from '../../../src/desk/forms/Saved';

it('FD2 shows what a phone would save, row by row: the outcome, each answer, what was said instead', () => {
  const response = {
    ...{ form_id: 'f', form_version: '1', modules: [], outcome: 'completed' as const },
    answers: { '/data/a': 3, '/data/b': ['x', 'y'], '/data/c': { lat: '33.1', lon: '-7.6' } },
    status: { '/data/d': 'dont_know' as const },
  };
  expect(rowsOf(response)).toEqual([
    { path: 'outcome', value: 'completed' },
    { path: '/data/a', value: '3' },
    { path: '/data/b', value: '["x","y"]' },
    { path: '/data/c', value: '{"lat":"33.1","lon":"-7.6"}' },
    { path: '/data/d', value: '(dont_know)' },
  ]);
});
