import { describe, expect, it } from 'vitest';
import { faultsIn, typedOf, wantedOf } from '../../../src/desk/forms/asking-draft';
import { type Asking, EVERYONE } from '../../../src/forms/asking';

const typed = (over: object) => ({ ...typedOf(EVERYONE), ...over });
const season = { starts_on: '2026-10-01', ends_on: '' };

describe('what stops who is asked from being saved', () => {
  it.each([
    [{ rule: 'once', starts_on: '' }, { starts_on: 'need_day' }],
    [{ rule: 'once', starts_on: '31/02' }, { starts_on: 'need_day' }],
    [{ rule: 'once', ...season, ends_on: '2026-09-30' }, { ends_on: 'ends_before' }],
    [{ rule: 'once', ...season, ends_on: 'vendredi' }, { ends_on: 'need_day' }],
    [{ rule: 'quota', ...season, quotas: { grains: '1,5' } }, { quotas: 'need_number' }],
    [{ rule: 'sample', ...season, share: '0' }, { share: 'need_share' }],
    [{ rule: 'sample', ...season, share: '101' }, { share: 'need_share' }],
  ])('%j', (said, faults) => {
    expect(faultsIn(typed(said))).toEqual(faults);
  });

  it('is nothing where everybody is asked, whatever was typed before', () => {
    expect(faultsIn(typed({ starts_on: 'x', share: '0' }))).toEqual({});
  });
});

describe('what is saved', () => {
  it('is what belongs to the rule and nothing that was typed for another', () => {
    const all = { ...season, quotas: { grains: '4', fish: '' }, share: '20', seed: ' k3j2 ' };
    expect(wantedOf(typed({ rule: 'everyone', ...all }))).toEqual(EVERYONE);
    expect(wantedOf(typed({ rule: 'once', ...all }))).toEqual({
      ...{ ...EVERYONE, rule: 'once', starts_on: '2026-10-01' },
    });
    expect(wantedOf(typed({ rule: 'quota', ...all })).quotas).toEqual({ grains: 4 });
    const sample = wantedOf(typed({ rule: 'sample', ...all }));
    expect([sample.share, sample.seed, sample.quotas]).toEqual([20, 'k3j2', {}]);
  });

  it('comes back as it was typed', () => {
    const asking: Asking = {
      ...EVERYONE,
      rule: 'quota',
      ...season,
      ends_on: null,
      quotas: { a: 3 },
    };
    expect(wantedOf(typedOf(asking))).toEqual(asking);
  });
});
