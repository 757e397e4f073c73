import fc from 'fast-check';
import { describe, test } from 'vitest';
import { play, STEPS } from './machine';

const numRuns = Number(process.env.RAHBA_RUNS ?? 150);
const seed = Number(process.env.RAHBA_SEED ?? 20_261_127);

describe('a phone with two tabs, whose requests and answers get lost, late, doubled, cut or replaced', () => {
  // A failure prints its steps, shrunk; they become a test of their own in found.test.ts.
  test(
    `I1, I3, I4, I5, I6, I13, I15, PH1, PH2, PH3, PH4: keeps its promises (RAHBA_SEED=${seed})`,
    async () => {
      await fc.assert(fc.asyncProperty(STEPS, play), { numRuns, seed });
    },
    60_000 + numRuns * 500,
  );
});
