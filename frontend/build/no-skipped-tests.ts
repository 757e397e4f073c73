import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Names the tests that did not run and fails the run for them. */
export class NoSkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules
      .flatMap((module) => [...module.children.allTests()])
      .filter((test: TestCase) => test.result().state === 'skipped');
    if (skipped.length === 0) return;
    process.exitCode = 1;
    console.error(`\n${skipped.length} test(s) did not run, which counts as a failure:`);
    for (const test of skipped) console.error(`  ${test.module.moduleId} > ${test.fullName}`);
  }
}
