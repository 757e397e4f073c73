import type { LocalEntry } from '../../../entries/types';

/** Whether the last word that this phone holds of the trader on photos is yes. Pure. */
export function agreedToPhoto(trader_id: string, entries: Iterable<LocalEntry>): boolean {
  let newest: LocalEntry | undefined;
  for (const entry of entries) {
    const { kind, body, state, recorded_at } = entry;
    const says = kind === 'consent' && body.trader_id === trader_id && ABOUT.has(body.purpose);
    if (!says || state === 'cancelled' || state === 'rejected') continue;
    // Taken off the list, nothing that was agreed to before stands any more.
    const counts = body.purpose === 'photo' || body.decision !== 'given';
    if (counts && (!newest || recorded_at >= newest.recorded_at)) newest = entry;
  }
  return newest?.body.decision === 'given';
}

const ABOUT = new Set<unknown>(['photo', 'registration']);
