import { describe, expect, test } from 'vitest';
import vectors from '../../../../tests/vectors/place_numbers.json' with { type: 'json' };
import { firstCounter, nextNumber } from '../../../src/capture/place/numbers';

describe('FW1: numbers of places that a first walk adds', () => {
  test.each(vectors.first_counter)(
    'badges from $badges_start on bring counter $counter on',
    (v) => {
      expect(firstCounter(v.badges_start)).toBe(v.counter);
    },
  );

  test('two phones give no number twice in a lane, in whatever order', () => {
    const given = (badges: number) => {
      const used = new Set<number>();
      for (let n = 0; n < 50; n++) used.add(nextNumber(3, [badges], used));
      return used;
    };
    const [one, other] = [given(1), given(51)];
    expect(new Set([...one, ...other]).size).toBe(100);
  });

  test('the lowest that is free comes first, and a second run after the first', () => {
    expect(nextNumber(2, [51], new Set())).toBe(2051);
    expect(nextNumber(2, [51], new Set([2051, 3052]))).toBe(2052);
    const spent = new Set(Array.from({ length: 50 }, (_, n) => 2051 + n));
    expect(nextNumber(2, [51, 201], spent)).toBe(2201);
  });

  test('with all numbers spent, the place still gets one', () => {
    const spent = new Set(Array.from({ length: 50 }, (_, n) => 2001 + n));
    expect(nextNumber(2, [1], spent)).toBe(2051);
    expect(nextNumber(2, [], new Set())).toBe(2001);
  });
});
