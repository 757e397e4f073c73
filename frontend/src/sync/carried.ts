import type { RescueAnswer } from '../api/rescue';
import type { PersonStore } from '../store/person-store';
import { arrivals } from '../store/signals';
import { arrivedIn, sendRescue } from './rescued';

/** Brings colleagues' files along; one is let go only when every op of it has arrived (RS6). */
export async function sendCarried(store: PersonStore): Promise<void> {
  for (const { file } of await store.carried()) {
    const reply = await sendRescue(store.world, file, store.token);
    if (reply.kind === 'unknown') return;
    if (reply.kind === 'problem') await store.carry({ file, refused: reply.code });
    else if (reply.kind === 'json' && arrivedIn(reply.body as RescueAnswer).every(Boolean)) {
      await store.dropCarried(file.signature);
    }
    arrivals.value++;
  }
}
