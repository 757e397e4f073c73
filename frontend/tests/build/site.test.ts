import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readByteReport, tabulate } from '../../build/bytes.ts';
import { compressed } from '../../build/compressed.ts';
import { serviceWorker } from '../../build/service-worker.ts';

type Precached = { version: string; files: [path: string, hash: string][] };

let site = '';

async function buildSite(survey = ['src/later']): Promise<Precached> {
  await build({
    root: site,
    configFile: false,
    logLevel: 'silent',
    build: {
      rolldownOptions: {
        input: { phone: join(site, 'index.html'), desk: join(site, 'desk.html') },
      },
      modulePreload: { polyfill: false },
    },
    plugins: [
      serviceWorker({
        source: 'src/sw/sw.ts',
        entry: 'index.html',
        survey,
        target: ['chrome90'],
      }),
      compressed(),
    ],
  });
  const self: { precached?: Precached } = {};
  runInNewContext(await readFile(join(site, 'dist/sw.js'), 'utf8'), { self, Object });
  if (!self.precached) throw new Error('The worker did not read its list.');
  return self.precached;
}

function onDisk(path: string): Promise<Buffer> {
  return readFile(join(site, 'dist', path === '/' ? 'index.html' : path));
}

describe('the built site', () => {
  let precached: Precached;

  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'rahba-site-'));
    await cp(join(import.meta.dirname, 'site'), site, { recursive: true });
    precached = await buildSite();
  }, 30_000);

  afterAll(() => rm(site, { recursive: true }));

  it('keeps nothing of the desk on the phone', () => {
    expect(precached.files.filter(([path]) => path.includes('desk'))).toEqual([]);
  });

  it('keeps for the phone all that it loads, at once or later, and the public files', () => {
    const names = precached.files.map(([path]) => path.replace(/-[\w-]{8}\./, '.'));
    expect(names).toEqual(
      expect.arrayContaining([
        '/',
        '/manifest.webmanifest',
        '/assets/phone.js',
        '/assets/phone.css',
      ]),
    );
    expect(names).toEqual(expect.arrayContaining(['/assets/later.js', '/assets/later.css']));
  });

  it('names each file by the bytes that are served', async () => {
    for (const [path, hash] of precached.files) {
      const digest = createHash('sha256')
        .update(await onDisk(path))
        .digest('hex');
      expect(digest.startsWith(hash), path).toBe(true);
    }
  });

  it('lays a brotli and a gzip copy of the same bytes beside each text', async () => {
    const files = await readdir(join(site, 'dist'), { recursive: true });
    const packed = files.filter((name) => /\.(?:br|gz)$/.test(name));
    expect(packed.length).toBeGreaterThan(3);
    for (const name of packed) {
      const bytes = await onDisk(name);
      const plain = name.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes);
      expect(plain.equals(await onDisk(name.slice(0, -3))), name).toBe(true);
    }
  });

  it('counts to the first screen only what the phone loads before it can show anything', async () => {
    const report = await readByteReport(site);
    const first = report.files.filter((file) => file.first_screen).map((file) => file.path);
    expect(first).toContain('index.html');
    expect(first).toContain('manifest.webmanifest');
    expect(first.some((path) => path.includes('later'))).toBe(false);
    expect(report.totals.offline).toBeGreaterThan(report.totals.first_screen);
  });

  it('counts to the survey its own files, and of shared ones their part', async () => {
    const { files, totals } = await readByteReport(site);
    const sizeOf = (...names: string[]) =>
      files
        .filter(({ path }) => names.some((name) => path.includes(`/${name}-`)))
        .reduce((total, { brotli }) => total + brotli, 0);
    expect(sizeOf('later')).toBeGreaterThan(0);
    expect(totals.survey).toBeGreaterThan(sizeOf('later'));
    expect(totals.survey).toBeLessThan(sizeOf('later', 'phone'));
  });

  it('has no survey of no bytes where the folders were moved', async () => {
    await expect(buildSite(['src/gone'])).rejects.toThrow('no module below src/gone');
  });

  it('has another version as soon as a byte of the phone changes, and not for the desk', async () => {
    await writeFile(join(site, 'src/desk/desk.css'), '.desk { color: #456 }');
    expect((await buildSite()).version).toBe(precached.version);
    await writeFile(join(site, 'public/manifest.webmanifest'), '{"name":""}');
    expect((await buildSite()).version).not.toBe(precached.version);
  }, 30_000);
});

describe('the byte table', () => {
  it('names the budget that is exceeded', () => {
    const files = [{ path: 'index.html', raw: 1, brotli: 91_000, first_screen: true }];
    const totals = { first_screen: 91_000, offline: 91_000, worker: 1, survey: 30_001 };
    const { lines, exceeded } = tabulate({ files, totals });
    expect(exceeded).toEqual(['first_screen', 'survey']);
    expect(lines.join('\n')).toContain('EXCEEDED');
  });
});
