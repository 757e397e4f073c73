import { describe, expect, it, test } from 'vitest';
import vectors from '../../../tests/vectors/names.json' with { type: 'json' };
import {
  distance,
  located,
  rangeOf,
  sameName,
  skeleton,
  type Token,
  type Word,
} from '../../src/roster/names.ts';

const pairs = (rows: string[][]): [string, string][] =>
  rows.map(([one, other]) => [one as string, other as string]);

describe('names in both scripts (NA1)', () => {
  test.each(pairs(vectors.different))('%s and %s stay apart', (one, other) => {
    expect(sameName(one, other)).toBe(false);
    expect(sameName(other, one)).toBe(false);
  });

  test.each(pairs(vectors.same))('%s and %s are one name', (one, other) => {
    expect(sameName(one, other)).toBe(true);
    expect(sameName(other, one)).toBe(true);
  });

  test.each(pairs(vectors.skeletons))('the skeleton of "%s" is "%s"', (name, expected) => {
    expect(skeleton(name)).toBe(expected);
  });

  test.each(Object.entries(vectors.sounds))(
    '%s is heard in each of its spellings',
    (sound, all) => {
      expect(all.map(skeleton)).toEqual(all.map(() => sound));
    },
  );

  test.each(vectors.distances as [string, string, number][])(
    '%s and %s are %d letters apart',
    (first, second, letters) => {
      expect(distance(first, second)).toBe(letters);
    },
  );

  it('is not the same as itself without a letter', () => {
    expect(sameName('', '')).toBe(false);
    expect(sameName('12', '12')).toBe(false);
  });

  it('keeps the place of every consonant in what was typed', () => {
    const [[token, word]] = located('  الحَدّاوي') as [[Token, Word]];
    expect(token.consonants).toBe('LHD');
    expect(token.at.map((at) => rangeOf(word.slice(at, at + 1)))).toEqual([
      [3, 4],
      [4, 5],
      [6, 7],
    ]);
    expect(rangeOf(word)).toEqual([2, 11]);
  });
});
