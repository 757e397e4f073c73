import { describe, expect, test } from 'vitest';
import { BATCH_BYTES } from '../../src/constants';
import type { OpRecord } from '../../src/entries/record';
import { backoffMs, pendingTimerMs } from '../../src/outbox/backoff';
import { manifestOf, nextBatch } from '../../src/outbox/queue';

const op = (seq: number, over: Partial<OpRecord> = {}): OpRecord => ({
  seq,
  op_id: `op${seq}`,
  entry_id: `entry${seq}`,
  type: 'create',
  kind: 'presence',
  base_rev: 0,
  souk_date: '2026-11-20',
  recorded_at: `2026-11-20T08:0${seq}:00.000Z`,
  text: '{}',
  digest: '',
  status: 'pending',
  todo: true,
  answered: false,
  ...over,
});
const ids = (ops: readonly OpRecord[]) => ops.map(({ seq }) => seq);

describe('the next batch', () => {
  test('PH4: leaves out what waits behind a refusal of its entry', () => {
    const refused = op(1, { status: 'refused', todo: false, entry_id: 'e' });
    expect(ids(nextBatch([refused, op(2, { entry_id: 'e' }), op(3)], 100))).toEqual([3]);
  });

  test('CO3: has consent first, then the order of saving', () => {
    const live = [op(3), op(1), op(2, { kind: 'consent' })];
    expect(ids(nextBatch(live, 100))).toEqual([2, 1, 3]);
  });

  test('PU12: holds at most so many ops and bytes, Arabic counted as it travels', () => {
    expect(nextBatch([op(1), op(2), op(3)], 2)).toHaveLength(2);
    const half = 'س'.repeat(BATCH_BYTES / 4);
    const live = [1, 2, 3].map((seq) => op(seq, { text: half }));
    expect(nextBatch(live, 100)).toHaveLength(1);
  });

  test('F5: an op larger than a request still goes, alone, to be refused by name', () => {
    const huge = op(1, { text: 'x'.repeat(BATCH_BYTES + 1) });
    expect(ids(nextBatch([huge, op(2)], 100))).toEqual([1]);
  });
});

test('the manifest counts what waits by souk day, and what was refused apart', () => {
  const live = [
    op(2),
    op(1, { souk_date: '2026-11-13' }),
    op(3, { status: 'refused', todo: false }),
  ];
  expect(manifestOf(live)).toEqual({
    pending: 2,
    refused: 1,
    oldest_recorded_at: '2026-11-20T08:01:00.000Z',
    refused_by_day: { '2026-11-20': 1 },
    by_day: { '2026-11-20': 1, '2026-11-13': 1 },
  });
});

describe('PH11: waiting', () => {
  test('after failures is random up to 2 s, 4 s … 300 s', () => {
    expect(backoffMs(0, 0)).toBe(0);
    expect(backoffMs(0, 1)).toBe(2000);
    expect(backoffMs(3, 0.5)).toBe(8000);
    expect(backoffMs(40, 1)).toBe(300_000);
  });

  test('is as long as the server asks, never shorter', () => {
    expect(backoffMs(0, 0, 30)).toBe(30_000);
    expect(backoffMs(0, 1, 30)).toBe(32_000);
    expect(backoffMs(0, 0, 30 * 86_400)).toBe(86_400_000);
  });

  test('between good exchanges is 60 s, doubling to 15 min', () => {
    expect([0, 1, 9].map(pendingTimerMs)).toEqual([60_000, 120_000, 900_000]);
  });
});
