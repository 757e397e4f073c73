import type { World } from '../app/world';
import type { RescueFile } from '../outbox/rescue';
import { ask, type Reply } from './transport';

/** Sends one file of unsent work, and says of each op whether the server has it for good. */

export interface RescueAnswer {
  readonly results: readonly { readonly op_id: string | null; readonly code: string }[];
}

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

/** Which ops of the file, by their place in it. */
export function arrivedIn({ results }: RescueAnswer): readonly boolean[] {
  return results.map(({ code }) => !NOT_KEPT.has(code));
}
