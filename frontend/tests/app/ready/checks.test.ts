import { describe, expect, test } from 'vitest';
import {
  type CheckCode,
  CLOCK_OFF_MS,
  checksOf,
  inOrder,
  isNews,
  type PhoneNow,
  ROOM_BYTES,
  wordOf,
} from '../../../src/app/ready/checks';

/** Whether a phone can do without a network on the next souk day (SPEC RE). */

const NOW = Date.parse('2026-11-26T18:40:00Z');
const READY: PhoneNow = {
  now: NOW,
  whole: true,
  newer: false,
  pulled_at: '2026-11-26T18:00:00Z',
  zone: true,
  unsent: 0,
  to_fix: 0,
  returned: 0,
  persons: 2,
  pin: true,
  persisted: true,
  free_bytes: ROOM_BYTES,
  skew_ms: -CLOCK_OFF_MS,
  battery: { level: 0.6, charging: false },
};

const failing = (change: Partial<PhoneNow>) =>
  wordOf(checksOf({ ...READY, ...change }), NOW).failing;

describe('RE1: what keeps a phone from being ready', () => {
  test.each<[CheckCode, string, Partial<PhoneNow>]>([
    ['version', 'a file of this version is missing', { whole: false }],
    ['version', 'a newer version waits', { newer: true }],
    ['registry', 'nothing was ever received', { pulled_at: null }],
    ['registry', 'it was received a day ago', { pulled_at: '2026-11-25T18:40:00Z' }],
    ['zone', 'no zone is given on that day', { zone: false }],
    ['unsent', 'something is only here', { unsent: 1 }],
    ['to_fix', 'the server refused something', { to_fix: 1 }],
    ['returned', 'the coach sent something back', { returned: 1 }],
    ['pin', 'two persons share it, and one has no PIN', { pin: false }],
    ['storage', 'the browser may throw the store away', { persisted: false }],
    ['space', 'there is hardly any room', { free_bytes: ROOM_BYTES - 1 }],
    ['clock', 'its clock is more than ten minutes off', { skew_ms: CLOCK_OFF_MS + 1 }],
    ['battery', 'its battery is low', { battery: { level: 0.59, charging: false } }],
  ])('%s: %s', (code, _why, change) => {
    expect(failing(change)).toEqual([code]);
  });

  test('nothing, where all is well', () => {
    expect(failing({})).toEqual([]);
    expect(failing({ battery: { level: 0.1, charging: true } })).toEqual([]);
  });
});

test('RE2: what a browser does not tell is neither fulfilled nor failing', () => {
  const silent = { whole: null, persisted: null, free_bytes: null, skew_ms: null, battery: null };
  const codes = checksOf({ ...READY, ...silent, persons: 1, pin: false }).map(({ code }) => code);
  expect(codes).toEqual(['registry', 'zone', 'unsent', 'to_fix', 'returned']);
});

test('RE1: what is still to be done stands first, what needs a network before the rest', () => {
  const checks = checksOf({ ...READY, zone: false, free_bytes: 0, whole: false });
  const codes = inOrder(checks).map(({ code }) => code);
  expect(codes.slice(0, 4)).toEqual(['version', 'zone', 'space', 'registry']);
});

test('RE3: the coach hears of a change at once, and of the same no more than each hour', () => {
  const said = wordOf(checksOf(READY), NOW);
  expect(said).toEqual({ at: '2026-11-26T18:40:00.000Z', ok: true, failing: [] });
  expect(isNews(said, null)).toBe(true);
  expect(isNews(wordOf(checksOf(READY), NOW + 3_599_999), said)).toBe(false);
  expect(isNews(wordOf(checksOf(READY), NOW + 3_600_000), said)).toBe(true);
  expect(isNews(wordOf(checksOf({ ...READY, zone: false }), NOW), said)).toBe(true);
});
