import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Rolldown } from 'vite';
import { build, type Plugin } from 'vite';
import { byteReport, writeByteReport } from './bytes.ts';
import { phoneFiles, sharesOf } from './phone-files.ts';

const VIRTUAL = 'virtual:precache';

/** A file of the phone's app: path inside the output folder, without a leading slash. */
export type PhoneFile = { path: string; bytes: Buffer };

type Options = {
  /** The worker's source. */
  source: string;
  /** The document whose files are kept offline; it is served as `/`. */
  entry: string;
  /** The folders of what asks surveys, below the root: it has a budget of its own. */
  survey: string[];
  target: string[];
};

function hashOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

/** The module that the worker reads as `virtual:precache`. */
export function precacheModule(files: readonly PhoneFile[], entry: string): string {
  const list = files
    .map(({ path, bytes }): [string, string] => [path === entry ? '/' : `/${path}`, hashOf(bytes)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const version = hashOf(JSON.stringify(list));
  return `export const version = ${JSON.stringify(version)};\nexport const files = ${JSON.stringify(list)};\n`;
}

async function publicFiles(dir: string): Promise<PhoneFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(dir, path).split(sep).join('/'), bytes: await readFile(path) };
      }),
  );
}

/** The worker as one classic script, which every browser with service workers can run. */
async function bundleWorker(root: string, options: Options, precache: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: options.target,
      modulePreload: false,
      rolldownOptions: {
        input: options.source,
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
    plugins: [
      {
        name: 'rahba:precache-module',
        resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
        load: (id) => (id === `\0${VIRTUAL}` ? precache : undefined),
      },
    ],
  });
  const { output } = result as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error('The service worker must be one file.');
  return output[0].code;
}

/**
 * Adds `/sw.js` to the build, with the list of all that the phone needs offline: what `entry`
 * reaches by import, at once or later, and `public/`. What only the desk reaches stays out.
 */
export function serviceWorker(options: Options): Plugin {
  let root = '';
  let publicDir = '';
  return {
    name: 'rahba:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      publicDir = config.publicDir;
    },
    // Not earlier: until the bundle is written, Vite still edits the code that is hashed here.
    async writeBundle(output, bundle) {
      const built = phoneFiles(bundle, options.entry);
      const files = [...built.all, ...(await publicFiles(publicDir))];
      const code = await bundleWorker(root, options, precacheModule(files, options.entry));
      await writeFile(join(output.dir ?? '', 'sw.js'), code);
      const survey = sharesOf(bundle, options.survey);
      const report = await byteReport(files, built.firstScreen, survey, Buffer.from(code));
      await writeByteReport(root, report);
    },
  };
}
