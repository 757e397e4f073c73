import type { RescueAnswer, RescueFile } from '../api/rescue';
import type { World } from '../app/world';
import { ask, type Reply } from './transport';

/** Sends one file of unsent work, and says of each op whether the server has it for good. */

/** No receipt stands behind these: the op has not arrived. */
const NOT_KEPT = new Set(['retry', 'blocked']);

export function sendRescue(world: World, file: RescueFile, token: string): Promise<Reply> {
  return ask(world, {
    path: '/sync/rescue',
    send: file,
    token,
    isOurs: (body) => (body as Partial<RescueAnswer> | undefined)?.results?.length === file.count,
  });
}

/** Photos wait until a coach has released what names them. */
export function photosWait({ photos = [] }: RescueAnswer): boolean {
  return photos.some(({ state }) => state === 'waiting');
}

/** Which ops of the file, by their place in it. */
export function arrivedIn({ results }: RescueAnswer): readonly boolean[] {
  return results.map(({ code }) => !NOT_KEPT.has(code));
}
