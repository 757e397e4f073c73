import type { RescueAnswer } from '../api/rescue';
import { CARRIED_AGAIN_MS } from '../constants';
import type { CarriedFile } from '../store/db';
import type { PersonStore } from '../store/person-store';
import { arrivals } from '../store/signals';
import { connectionType, mayGo } from './network';
import { arrivedIn, photosWait, sendRescue } from './rescued';

/**
 * Brings colleagues' files along; one is let go only when every op and photo of it has arrived (RS6, RS7).
 * @param asked a person pressed "send": then photos go on any network, and at once
 */
export async function sendCarried(store: PersonStore, asked: boolean): Promise<void> {
  for (const carried of await store.carried()) {
    if (!asked && isForLater(store, carried)) continue;
    const { file } = carried;
    const reply = await sendRescue(store.world, file, store.token);
    if (reply.kind === 'unknown') return;
    if (reply.kind === 'problem') await store.carry({ file, refused: reply.code });
    else if (reply.kind === 'json') await settle(store, file, reply.body as RescueAnswer);
    arrivals.value++;
  }
}

/** On the network that this phone's person allows for photos, and not at each exchange once they wait. */
function isForLater({ world, meta }: PersonStore, { file, tried_at }: CarriedFile): boolean {
  if (!file.photos) return false;
  const waits = tried_at !== undefined && world.now() - tried_at < CARRIED_AGAIN_MS;
  return waits || !mayGo(meta.photos, connectionType());
}

async function settle(
  store: PersonStore,
  file: CarriedFile['file'],
  answer: RescueAnswer,
): Promise<void> {
  if (photosWait(answer)) return store.carry({ file, tried_at: store.world.now() });
  if (arrivedIn(answer).every(Boolean)) await store.dropCarried(file.signature);
}
