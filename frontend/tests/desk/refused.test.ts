import { describe, expect, it } from 'vitest';
import { readOp } from '../../src/desk/review/refused';
import { whyText } from '../../src/desk/review/refused-words';

describe('what was refused and kept (PU16)', () => {
  it('is shown without a kind where it cannot be read', () => {
    expect(readOp('{"op_id":')).toEqual({ kind: null, date: null });
    expect(readOp('[1]')).toEqual({ kind: null, date: null });
    expect(readOp('null')).toEqual({ kind: null, date: null });
  });

  it('has no day where what stands there is none', () => {
    expect(readOp('{"kind":"presence","souk_date":"friday"}')).toEqual({
      kind: 'presence',
      date: null,
    });
    expect(readOp('{"kind":7,"souk_date":20261127}')).toEqual({ kind: null, date: null });
  });

  it('is named by its kind and its day', () => {
    expect(readOp('{"kind":"survey","souk_date":"2026-11-27"}')).toEqual({
      kind: 'survey',
      date: '2026-11-27',
    });
  });

  it('says why in words, and names a code that it does not know', () => {
    expect(whyText('held')).not.toContain('held');
    expect(whyText('shapeless')).toContain('shapeless');
  });
});
