import { describe, expect, it } from 'vitest';
import { byRisk, custodyState, waiting } from '../../src/desk/team/custody';
import type { TeamMember } from '../../src/desk/team/types';

const PHONE = {
  id: 'd',
  name: 'A05',
  app: '0.1.0',
  last_seen_at: null,
  revoked_at: null,
  has_unlock_code: false,
};

function member(id: string, pending: number | null, refused: number | null = 0): TeamMember {
  return {
    id,
    name_ar: id,
    name_latin: id,
    roles: [],
    devices: [PHONE],
    custody: { received: 0, pending, refused, as_of: null, by: 'never' as const, phones: [] },
  };
}

describe('custody', () => {
  it('is unknown, and never zero, where no phone said anything', () => {
    expect(custodyState(member('walid', null, null))).toBe('unknown');
  });

  it('is to fix where all was sent and something was refused', () => {
    expect(custodyState(member('salma', 0, 1))).toBe('fix');
    expect(custodyState(member('salma', 3, 1))).toBe('waiting');
  });

  it('is none where every phone was revoked', () => {
    const person = {
      ...member('anas', 4),
      devices: [{ ...PHONE, revoked_at: '2026-11-20T09:00:00Z' }],
    };
    expect(custodyState(person)).toBe('none');
    expect(waiting([person])).toEqual([]);
  });

  it('puts those at risk first: the unknown, then who carries most', () => {
    const people = [member('a', 0), member('b', 3), member('c', null, null), member('d', 38)];
    expect(byRisk(people).map(({ id }) => id)).toEqual(['c', 'd', 'b', 'a']);
    expect(waiting(people).map(({ id }) => id)).toEqual(['c', 'd', 'b']);
  });
});
