import type { Trader } from '../../store';
import { stallOf } from '../named';
import { beginRegistration } from '../trader/begin';

/** Somebody on a list of the commune's who was not asked yet: nothing is recorded of them (IM6). */
export function isListed({ state }: Trader): boolean {
  return state === 'imported';
}

/** Opens consent, then the registration, with what the list says. */
export function inform(trader: Trader): Promise<void> {
  const stall = stallOf(trader.stalls[0]);
  return beginRegistration({
    listed: trader,
    ...(stall && { stall, seen: { stall_id: stall.id } }),
  });
}
