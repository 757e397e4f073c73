import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/vectors/duplicates.json' with { type: 'json' };
import { findDuplicates, toKnown } from '../../src/roster/duplicates.ts';

describe('likely duplicates (NA5)', () => {
  test.each(vectors.cases)('$title', ({ newcomer, roster, candidates }) => {
    expect(findDuplicates(newcomer, roster)).toEqual(candidates);
  });

  test('a trader of the roster is known by every name that is not blank', () => {
    const trader = {
      id: 't',
      known_as: 'الگراب',
      name_ar: null,
      name_latin: '',
      rahba: 'veg',
      trade: 'VEG01',
      stalls: ['s'],
      badge: null,
      tag: 0,
    };
    expect(toKnown(trader)).toEqual({
      trader_id: 't',
      names: ['الگراب'],
      section: 'veg',
      trade: 'VEG01',
      stall_ids: ['s'],
      badge: null,
      phone_tag: 0,
    });
  });
});
