import { expect, test } from 'vitest';
import vectors from '../../../tests/vectors/day_code.json' with { type: 'json' };
import { bitsOf, dayCodeIn, proofWith } from '../../src/store/day-code';

/** DC2: phone and server make the same of a day code. */

const carried = {
  souk_date: '2026-11-27',
  rounds: vectors.rounds,
  salt: vectors.salt,
  check: vectors.check,
};

test('DC2: another code is told wrong without a network', async () => {
  expect(await bitsOf(carried, '48271937')).toBeNull();
  expect(await bitsOf(carried, '')).toBeNull();
});

test('DC2: the right one proves what is said, and nothing else', async () => {
  const bits = await bitsOf(carried, vectors.code);
  if (!bits) throw new Error('it is the right one');
  expect(await proofWith(bits, vectors.said)).toBe(vectors.proof);
  expect(await proofWith(bits, [...vectors.said.slice(0, -1), 'Hajar'])).not.toBe(vectors.proof);
});

test('a code is typed as it is read aloud', () => {
  expect(dayCodeIn(' 4827 1936')).toBe('48271936');
});
