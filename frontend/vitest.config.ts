import { defineConfig } from 'vitest/config';
import { NoSkippedTests } from './build/no-skipped-tests.ts';
import { shared } from './vite.config.ts';

const patient = { setupFiles: ['tests/patience.ts'], testTimeout: 60_000 };

/** Tests named `.test.ts` run in Node.js alone; those named `.test.tsx` also have a document. */
export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: { ...patient, name: 'pure', environment: 'node', include: ['tests/**/*.test.ts'] },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'document',
          environment: 'happy-dom',
          include: ['tests/**/*.test.tsx'],
        },
      },
    ],
    // A run in which a test was skipped or left to do has not checked what it says it has.
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default', new NoSkippedTests()],
  },
});
