/** The frontend's own rules, for what no linter knows: import directions and reading direction. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { importFaults } from './import-rules.ts';
import { styleFaults } from './style-rules.ts';

async function faultsOf(path: string): Promise<string[]> {
  const source = await readFile(join('src', path), 'utf8');
  const imports = /\.tsx?$/.test(path) ? importFaults(path, source) : [];
  const styles = /\.(?:css|tsx)$/.test(path) ? styleFaults(path, source) : [];
  return [...imports, ...styles];
}

const entries = await readdir('src', { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative('src', join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();
const faults = (await Promise.all(paths.map(faultsOf))).flat();
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`rules: ${paths.length} files keep them`);
