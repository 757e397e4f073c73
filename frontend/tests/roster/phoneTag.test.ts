import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/vectors/phones.json' with { type: 'json' };
import { normalisePhone, phoneTag } from '../../src/roster/phoneTag.ts';

describe('tags of phone numbers (PL3)', () => {
  test.each(vectors.numbers as [string, string | null][])('"%s" is %s', (typed, e164) => {
    expect(normalisePhone(typed)).toBe(e164);
  });

  test.each(vectors.tags as [string, string, number][])(
    'under key %s number %s has tag %d',
    async (key, e164, tag) => {
      expect(await phoneTag(key, e164)).toBe(tag);
    },
  );
});
