/** Checks the programs named, else all four, one after the other; fails if any of them does. */
import { spawnSync } from 'node:child_process';

const TSC = 'node_modules/typescript-native/bin/tsc';
const PROGRAMS = ['src', 'sw', 'tests', 'build'];

const named = process.argv.slice(2);
const failed = (named.length > 0 ? named : PROGRAMS).filter((program) => {
  const run = spawnSync(process.execPath, [TSC, '-p', `tsconfig.${program}.json`], {
    stdio: 'inherit',
  });
  return run.status !== 0;
});
if (failed.length > 0) {
  console.error(`types: failed in ${failed.join(', ')}`);
  process.exit(1);
}
