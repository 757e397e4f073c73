import { type RescueFile, readRescue } from '../../api/rescue';
import { localDate } from '../../capture/day';
import { PHOTOS_A_FILE } from '../../constants';
import type { Photo } from '../../entries/medium';
import { rescueOf } from '../../outbox/rescue';
import { wrapForRecovery } from '../../store/keys';
import { theStore } from '../../store/open';
import type { PersonStore } from '../../store/person-store';
import { startSync } from '../../sync';

/** Unsent work that leaves this phone, or comes onto it, without a network (RS5, RS6). */

export type Exported = 'shared' | 'saved' | 'cancelled' | 'not_possible';

/**
 * To the share sheet where the browser lets such a file in, else among the downloads.
 * @param photos how many, the oldest first, went into files before this one, and the ops with them
 */
export async function exportUnsent(photos = 0): Promise<Exported> {
  const store = theStore();
  await wrapForRecovery(store);
  const now = store.world.now();
  const some = unsentPhotos(store).slice(photos, photos + PHOTOS_A_FILE);
  const made = await rescueOf(store.identity, now, undefined, some);
  if (made.length === 0) return 'not_possible';
  const text = made.map(({ file }) => JSON.stringify(file)).join('\n');
  const name = `rahba-${localDate(new Date(now))}-${store.identity.device_id.slice(0, 8)}.rahba`;
  const file = new File([text], name, { type: 'application/octet-stream' });
  return (await shared(file)) ?? saved(file);
}

function unsentPhotos(store: PersonStore): readonly Photo[] {
  return [...store.photosWaiting()]
    .sort((a, b) => (a.entry.recorded_at < b.entry.recorded_at ? -1 : 1))
    .flatMap(({ entry }) => entry.medium ?? []);
}

/** Null: not by sharing. Some browsers say that they can, and then refuse the kind of file. */
async function shared(file: File): Promise<Exported | null> {
  if (!navigator.canShare?.({ files: [file] })) return null;
  try {
    await navigator.share({ files: [file] });
    return 'shared';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : null;
  }
}

function saved(file: File): Exported {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'saved';
}

export type Taken = 'taken' | 'not_one' | 'other_souk' | 'own';

/** Keeps a colleague's file, unopened, and brings it along with the next exchange. */
export async function takeFile(text: string): Promise<Taken> {
  const store = theStore();
  const files = readRescue(text);
  if (!files) return 'not_one';
  const { market_id, device_id } = store.identity;
  if (files.some((file) => file.market_id !== market_id)) return 'other_souk';
  if (files.some((file) => file.device_id === device_id)) return 'own';
  for (const file of files) await store.carry({ file });
  void startSync('button');
  return 'taken';
}

export async function carriedHere(): Promise<readonly Carried[]> {
  return (await theStore().carried()).map(({ file, refused }) => ({ file, refused }));
}

export interface Carried {
  readonly file: RescueFile;
  readonly refused: string | undefined;
}
