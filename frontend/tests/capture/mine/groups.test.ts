import { describe, expect, it } from 'vitest';
import { filtered, grouped, openOf } from '../../../src/capture/mine/groups';
import { remarksOf } from '../../../src/capture/mine/state';
import type { LocalEntry } from '../../../src/entries/types';
import { DATE, marked } from '../souk';

const entry = (state: LocalEntry['state'], souk_date = DATE) =>
  marked({ stall_id: 'a', status: 'present' }, { state, souk_date });
const before = '2026-11-13';

describe('my entries', () => {
  it('puts what came back first, then what to fix', () => {
    const states = grouped(
      [entry('approved'), entry('saved'), entry('to_fix'), entry('returned')],
      () => true,
    ).map(({ state }) => state);
    expect(states).toEqual(['returned', 'to_fix', 'saved', 'approved']);
  });

  it('does not count what was taken back', () => {
    expect(grouped([entry('cancelled')], () => true)).toEqual([]);
    expect(filtered([entry('cancelled')], { state: null, when: 'today' }, DATE)).toEqual([]);
  });

  it('shows the oldest of what came back first', () => {
    const [late, early] = [entry('returned'), entry('returned', before)];
    expect(openOf([late, early, entry('saved')], 'returned')).toEqual([early, late]);
  });

  it('keeps the day and the weeks before apart', () => {
    const all = [entry('saved'), entry('approved', before)];
    expect(filtered(all, { state: null, when: 'before' }, DATE)).toEqual([all[1]]);
    expect(filtered(all, { state: 'approved', when: 'today' }, DATE)).toEqual([]);
  });
});

describe('what was said of an entry', () => {
  const decision = {
    decision: 'return',
    by: { name_ar: 'نادية', name_latin: 'Nadia' },
    at: '2026-11-20T12:00:00Z',
    reason: '',
    rev: 1,
    comments: [{ path: 'trade', text: '12 أم 2؟' }],
  };

  it('SV4: stands at its field, with who said it and on which day', () => {
    const returned = { ...entry('returned'), decision };
    expect(remarksOf(returned)).toEqual([
      { path: 'trade', text: '12 أم 2؟', by: 'نادية', at: '20 نونبر' },
    ]);
  });

  it('is not held up against a correction that is on its way', () => {
    expect(remarksOf({ ...entry('saved'), decision })).toEqual([]);
  });

  it('I5: shows what the server refused, field by field', () => {
    const refusal = { code: 'invalid', errors: [{ path: 'trade', code: 'not_a_choice' }] };
    const [remark] = remarksOf({ ...entry('to_fix'), refusal });
    expect(remark).toMatchObject({ path: 'trade', text: 'ليس من الاختيارات' });
  });
});
