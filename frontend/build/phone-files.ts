import type { Rolldown } from 'vite';
import type { PhoneFile } from './service-worker.ts';

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

function isChunk(file: Bundle[string] | undefined): file is Chunk {
  return file?.type === 'chunk';
}

function entryOf(bundle: Bundle, entry: string): Chunk {
  const chunk = Object.values(bundle).find(
    (file) => isChunk(file) && file.isEntry && file.facadeModuleId?.endsWith(`/${entry}`),
  );
  if (!isChunk(chunk)) throw new Error(`No chunk of the build starts at ${entry}.`);
  return chunk;
}

/** File names of all chunks that `start` reaches by the imports that `next` lists. */
function reach(bundle: Bundle, start: Chunk, next: (chunk: Chunk) => string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [start.fileName];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name];
    if (found.has(name) || !isChunk(chunk)) continue;
    found.add(name);
    waiting.push(...next(chunk));
  }
  return found;
}

/** The chunks themselves and the style sheets and pictures that they name. */
function withAssets(bundle: Bundle, chunks: Set<string>): Set<string> {
  const files = new Set(chunks);
  for (const name of chunks) {
    const meta = (bundle[name] as Chunk).viteMetadata;
    for (const asset of [...(meta?.importedCss ?? []), ...(meta?.importedAssets ?? [])])
      files.add(asset);
  }
  return files;
}

/**
 * What of the bundle a phone loads from the document `entry`: in `all` everything it may ever
 * load, in `firstScreen` the paths it loads before it can show anything.
 */
export function phoneFiles(
  bundle: Bundle,
  entry: string,
): { all: PhoneFile[]; firstScreen: Set<string> } {
  const start = entryOf(bundle, entry);
  const atOnce = reach(bundle, start, (chunk) => chunk.imports);
  const ever = reach(bundle, start, (chunk) => [...chunk.imports, ...chunk.dynamicImports]);
  const paths = [entry, ...withAssets(bundle, ever)];
  const all = paths.map((path) => {
    const file = bundle[path];
    if (!file) throw new Error(`${path} is not in the build.`);
    return { path, bytes: Buffer.from(file.type === 'chunk' ? file.code : file.source) };
  });
  return { all, firstScreen: new Set([entry, ...withAssets(bundle, atOnce)]) };
}

/**
 * How much of each file comes from modules below the folders `roots`, as a part of 1: of a chunk by the
 * length of its source, of a style sheet all or nothing.
 */
export function sharesOf(bundle: Bundle, roots: readonly string[]): ReadonlyMap<string, number> {
  const belongs = (id: string) => roots.some((root) => id.includes(`/${root}/`));
  const shares = new Map<string, number>();
  for (const chunk of Object.values(bundle).filter(isChunk)) {
    const modules = Object.entries(chunk.modules);
    const own = modules.filter(([id]) => belongs(id));
    if (own.length === 0) continue;
    shares.set(chunk.fileName, lengthOf(own) / lengthOf(modules));
    if (!own.some(([id]) => id.endsWith('.css'))) continue;
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) shares.set(sheet, 1);
  }
  if (shares.size === 0) throw new Error(`The build has no module below ${roots.join(', ')}.`);
  return shares;
}

const lengthOf = (modules: [string, Rolldown.RenderedModule][]): number =>
  modules.reduce((total, [, { renderedLength }]) => total + renderedLength, 0);
