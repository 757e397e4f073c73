import { expect, it } from 'vitest';
import vectors from '../../../tests/vectors/asking.json' with { type: 'json' };
import { EVERYONE, isDrawn, toAsk } from '../../src/forms/asking';

it.each(vectors.cases)('FD6 $says: $word', ({ asking, word, ...of }) => {
  expect(toAsk({ ...EVERYONE, ...asking } as typeof EVERYONE, of as never)).toBe(word);
});

it.each(vectors.draws)(
  'FD6 draws as the server does (%s, %s, %s)',
  (seed, trader, share, drawn) => {
    expect(isDrawn(String(seed), String(trader), Number(share))).toBe(drawn);
  },
);
