import { describe, expect, it, test } from 'vitest';
import vectors from '../../../tests/vectors/badges.json' with { type: 'json' };
import { checkDigit, formatBadge, nextBadge, parseBadge } from '../../src/roster/badges.ts';

describe('badge codes (NA3, NA4)', () => {
  test.each(vectors.refusals as [string, string][])('"%s" is refused: %s', (typed, problem) => {
    expect(parseBadge(typed, 'K')).toEqual({ problem });
  });

  test.each(vectors.parses as [string, string][])('"%s" is read as %s', (typed, badge) => {
    expect(parseBadge(typed, 'K')).toEqual({ badge });
  });

  test.each(vectors.check_digits as [number, string][])('%d has check digit %s', (n, digit) => {
    expect(checkDigit(n)).toBe(digit);
  });

  test.each(vectors.ranges)('the next badge of $starts–$ends less $used is $next', (lent) => {
    expect(nextBadge({ prefix: 'K', ...lent }, new Set(lent.used))).toBe(lent.next);
  });

  it('is read back from every code it writes', () => {
    for (let number = 1; number < 20_000; number += 7) {
      const badge = formatBadge('K', number);
      expect(parseBadge(badge, 'K')).toEqual({ badge });
    }
  });
});
