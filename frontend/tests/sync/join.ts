import { joinPhone } from '../../src/app/join/join';
import type { World } from '../../src/app/world';
import { startSync } from '../../src/sync';

/** As `joinPhone`, which lets a person go on with the souk alone: here the rest has been exchanged too. */
export async function joinAndSettle(world: World, code: string): ReturnType<typeof joinPhone> {
  const joined = await joinPhone(world, code);
  if (joined.ok) await startSync('button');
  return joined;
}
