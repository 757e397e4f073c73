/** How many bytes travel to a phone, as brotli, and how many may. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotli, isCompressible } from './compressed.ts';
import type { PhoneFile } from './service-worker.ts';

const KB = 1000;
/** Where the build leaves its figures, from the frontend's folder. */
const REPORT = 'node_modules/.rahba/bytes.json';

/** What the document itself names. */
const READ_AT_ONCE = ['manifest.webmanifest'];

/**
 * Bytes: to the first screen; everything needed offline, worker included; the worker alone; what asks
 * surveys: their screens, the evaluator and the widgets, wherever they lie. The reader of codes is not
 * among it: registering a trader brings it too, and it is loaded when it is first needed.
 */
export const BUDGETS = {
  first_screen: 90 * KB,
  offline: 250 * KB,
  worker: 8 * KB,
  survey: 30 * KB,
};

export type ByteReport = {
  files: { path: string; raw: number; brotli: number; first_screen: boolean }[];
  totals: Record<keyof typeof BUDGETS, number>;
};

async function wireSize({ path, bytes }: PhoneFile): Promise<number> {
  return isCompressible(path) ? (await brotli(bytes)).length : bytes.length;
}

export async function byteReport(
  files: readonly PhoneFile[],
  firstScreen: ReadonlySet<string>,
  survey: ReadonlyMap<string, number>,
  worker: Buffer,
): Promise<ByteReport> {
  const rows = await Promise.all(
    files.map(async (file) => ({
      path: file.path,
      raw: file.bytes.length,
      brotli: await wireSize(file),
      first_screen: firstScreen.has(file.path) || READ_AT_ONCE.includes(file.path),
    })),
  );
  const workerSize = await wireSize({ path: 'sw.js', bytes: worker });
  const sum = (picked: typeof rows) => picked.reduce((total, row) => total + row.brotli, 0);
  return {
    files: rows,
    totals: {
      first_screen: sum(rows.filter((row) => row.first_screen)),
      offline: sum(rows) + workerSize,
      worker: workerSize,
      survey: Math.round(
        rows.reduce((total, { path, brotli }) => total + brotli * (survey.get(path) ?? 0), 0),
      ),
    },
  };
}

export async function writeByteReport(root: string, report: ByteReport): Promise<void> {
  const path = join(root, REPORT);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(report, null, 1));
}

/** The table that people read, and the budgets that are exceeded. */
export function tabulate(report: ByteReport): { lines: string[]; exceeded: string[] } {
  const kb = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`.padStart(10);
  const files = [...report.files]
    .sort((a, b) => b.brotli - a.brotli)
    .map((file) => `${kb(file.brotli)}  ${file.first_screen ? 'first' : '     '}  ${file.path}`);
  const names = Object.keys(BUDGETS) as (keyof typeof BUDGETS)[];
  const exceeded = names.filter((name) => report.totals[name] > BUDGETS[name]);
  const totals = names.map(
    (name) =>
      `${kb(report.totals[name])}  of ${kb(BUDGETS[name])}  ${name}${exceeded.includes(name) ? '  EXCEEDED' : ''}`,
  );
  return { lines: [...files, '', ...totals], exceeded };
}

export async function readByteReport(root: string): Promise<ByteReport> {
  return JSON.parse(await readFile(join(root, REPORT), 'utf8')) as ByteReport;
}
