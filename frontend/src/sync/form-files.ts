import { hexOf } from '../entries/op';
import { formFile, keepFormFile } from '../store/form-files';
import type { PersonStore } from '../store/person-store';
import type { Roster } from '../store/roster-types';
import { ask } from './transport';

/** Of what a compiled form says, the part that is fetched. */
interface WithFiles {
  readonly files?: Readonly<Record<string, { readonly sha256: string }>>;
}

/** What the forms on this phone show and play, by SHA-256 (FD9). */
function filesOf({ form_versions }: Roster): ReadonlySet<string> {
  const forms = [...form_versions.values()].map(({ compiled }) => compiled as WithFiles);
  const files = forms.flatMap(({ files = {} }) => Object.values(files));
  return new Set(files.map(({ sha256 }) => sha256));
}

const underWay = new WeakMap<PersonStore, Promise<void>>();

/**
 * Behind an exchange, one after the other; each is kept as it comes. Whatever stops it, the rest comes
 * with the next one.
 */
export function fetchFormFiles(store: PersonStore): Promise<void> {
  const fetching = underWay.get(store) ?? fetchAll(store).catch(() => undefined);
  underWay.set(store, fetching);
  return fetching.finally(() => underWay.delete(store));
}

async function fetchAll(store: PersonStore): Promise<void> {
  for (const sha256 of filesOf(store.roster)) {
    if (await formFile(sha256)) continue;
    const reply = await ask(store.world, {
      path: `/sync/form-files/${sha256}`,
      token: store.token,
    });
    if (reply.kind !== 'bytes') return;
    const bytes = new Uint8Array(reply.bytes);
    if (hexOf(await crypto.subtle.digest('SHA-256', bytes)) !== sha256) return;
    await keepFormFile(sha256, bytes);
  }
}
