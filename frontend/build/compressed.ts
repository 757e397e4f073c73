import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);

const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);

/** Brotli as it is served: slow and small, since it is done once a build. */
export function brotli(bytes: Buffer): Promise<Buffer> {
  return brotliOf(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

export function isCompressible(path: string): boolean {
  return COMPRESSIBLE.has(extname(path));
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  const siblings: [string, Buffer][] = [
    [`${path}.br`, await brotli(bytes)],
    [`${path}.gz`, await gzipOf(bytes, { level: constants.Z_BEST_COMPRESSION })],
  ];
  // A sibling that is no smaller would only cost the phone an inflation.
  const smaller = siblings.filter(([, packed]) => packed.length < bytes.length);
  await Promise.all(smaller.map(([name, packed]) => writeFile(name, packed)));
}

/** Writes `.br` and `.gz` beside every text file of the build, `public/` included. */
export function compressed(): Plugin {
  let outDir = '';
  return {
    name: 'rahba:compressed',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error?: Error) {
      if (error) return;
      const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && isCompressible(entry.name));
      await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))));
    },
  };
}
