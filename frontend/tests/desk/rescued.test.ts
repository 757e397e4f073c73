import { expect, it } from 'vitest';
import { sumUp } from '../../src/desk/team/rescued';

const answer = (...codes: string[]) => ({
  results: codes.map((code) => ({ op_id: null, code })),
  counts: {},
});

const NONE = { arrived: 0, waiting: 0 };

it('RS5: a file that changed nothing says so', () => {
  expect(sumUp([])).toEqual({ arrived: 0, kept: 0, waiting: 0, photos: NONE });
});

it('RS5: what arrived, what the coach must look at, and what must come again are told apart', () => {
  const answers = [answer('applied', 'held', 'retry'), answer('proposed', 'invalid', 'blocked')];
  expect(sumUp(answers)).toEqual({ arrived: 2, kept: 2, waiting: 2, photos: NONE });
});

it('RS7: photos are told apart from changes', () => {
  const photos = (['received', 'waiting', 'erased', 'received'] as const).map((state) => ({
    ...{ sha256: '', state },
  }));
  expect(sumUp([{ ...answer(), photos }]).photos).toEqual({ arrived: 2, waiting: 1 });
});
