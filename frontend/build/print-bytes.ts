/** Prints the byte table of the last build; fails when a budget is exceeded. */
import { readByteReport, tabulate } from './bytes.ts';

const { lines, exceeded } = tabulate(await readByteReport('.'));
console.log(lines.join('\n'));
if (exceeded.length > 0) process.exit(1);
