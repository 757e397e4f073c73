import { describe, expect, it } from 'vitest';
import { shuffled } from '../../src/forms/shuffle.ts';

/** `randomize()`: the oracle compares these orders with those of ODK's engine as well (SPEC FO1). */

const LETTERS = [...'ABCDEFGH'];

describe('an order by chance', () => {
  it('is settled by its seed', () => {
    expect(shuffled(LETTERS, 42).join('')).toBe('AFCBHEGD');
    expect(shuffled(LETTERS, 43)).not.toEqual(shuffled(LETTERS, 42));
  });

  it('leaves nothing out and says nothing twice', () => {
    for (let seed = -3; seed < 40; seed++) {
      expect(shuffled(LETTERS, seed).sort()).toEqual(LETTERS);
    }
  });

  it('takes what is no number as 0, and the whole part of what is none', () => {
    expect(shuffled(LETTERS, Number.NaN)).toEqual(shuffled(LETTERS, 0));
    expect(shuffled(LETTERS, 42.9)).toEqual(shuffled(LETTERS, 42));
  });
});
