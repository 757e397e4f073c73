import { forgetKept } from '../../capture/kept';
import { PRACTICE_STORE } from '../../constants';
import { deletePracticeDb } from '../../store/db';
import { changeFact } from '../../store/facts';
import { closeEverywhere } from '../../store/open';

/** Back to one's own store, as it was. Starting anew, nothing of practice is left in memory. */
export async function leave(): Promise<void> {
  closeEverywhere();
  await forgetPractice();
  startAnew();
}

/** Its store goes, and the key to it; a kill in between leaves nothing that is opened again. */
export async function forgetPractice(): Promise<void> {
  await changeFact('practice', () => undefined);
  await deletePracticeDb();
  await changeFact(`keys:${PRACTICE_STORE}`, () => undefined);
}

/** Where one stood in the walk is of another souk. */
export function startAnew(): void {
  forgetKept();
  location.hash = '#/';
  location.reload();
}
