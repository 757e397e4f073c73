import { dirname, posix } from 'node:path';

/**
 * What each folder of `src/` may import, beside itself: a folder, or one module of it. The files
 * at the top of `src/` may import anything. Type imports count: they too are knowledge.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Knows no domain.
  i18n: [],
  ui: ['i18n'],
  camera: [],
  // Pure: no window, no store, no network.
  entries: ['constants'],
  roster: ['constants'],
  forms: ['camera', 'i18n', 'roster', 'ui'],
  // The phone's road from a tap to the server.
  api: ['entries', 'store/roster-types'],
  store: ['api', 'app/world', 'constants', 'entries', 'forms', 'i18n', 'roster'],
  outbox: ['api', 'app/world', 'constants', 'entries', 'store'],
  sync: ['api', 'app/world', 'constants', 'entries', 'outbox', 'roster', 'store'],
  capture: [
    ...['app', 'camera', 'constants', 'entries', 'forms', 'i18n', 'outbox', 'roster', 'store'],
    ...['sync', 'ui'],
  ],
  app: [
    ...['api', 'camera', 'capture', 'constants', 'entries', 'forms', 'i18n', 'outbox', 'roster'],
    ...['store', 'sync', 'ui'],
  ],
  // Another document: it has no outbox and carries no phone's screens.
  desk: [
    ...['api', 'app/language', 'constants', 'entries', 'forms', 'i18n', 'roster', 'try/messages'],
    'ui',
  ],
  // A page within the desk: it has no store and no network.
  try: ['forms', 'i18n', 'ui'],
  // Another program, without a window.
  sw: ['constants'],
};

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g;

/** Modules that `source` names by a relative path, as paths below `src/`. */
function importedBy(path: string, source: string): string[] {
  return [...source.matchAll(IMPORT)].map(([, target]) =>
    posix.normalize(posix.join(dirname(path), target ?? '')),
  );
}

/**
 * What is wrong with the imports of one file.
 * @param path below `src/`, with forward slashes
 */
export function importFaults(path: string, source: string): string[] {
  const [folder, ...rest] = path.split('/');
  if (folder === undefined || rest.length === 0) return [];
  const allowed = MAY_IMPORT[folder];
  if (!allowed) return [`${path}: give the folder ${folder}/ its place in build/import-rules.ts`];
  const reachable = [folder, ...allowed];
  return importedBy(path, source)
    .filter((target) => !target.endsWith('.css') && !target.endsWith('.json'))
    .map((target) => target.replace(/\.tsx?$/, ''))
    .filter((target) => !reachable.some((root) => target === root || target.startsWith(`${root}/`)))
    .map((target) => `${path}: ${folder}/ may not import ${target}`);
}
