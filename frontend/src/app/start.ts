import { openStore } from '../store';
import { watchForWork } from '../sync';
import { watchForInstall } from './install';
import { watchTouches } from './lock/gate';
import { askForStorage } from './storage';
import { watchForUpdate } from './update';
import type { World } from './world';

/**
 * Everything of the phone that is no screen. Resolves once the store is open (or `phone` says why
 * not); the rest goes on by itself, and none of it can keep the first screen from showing.
 */
export async function startPhone(world: World): Promise<void> {
  await openStore(world);
  watchForWork();
  watchForInstall();
  watchTouches(world.now);
  void askForStorage().catch(() => undefined);
  void watchForUpdate().catch(() => undefined);
}
