import { lang } from '../../i18n';
import { entries, me, newId, roster, type Stall, type Subject, saveEntries } from '../../store';
import type { EntryInput } from '../../store/save';
import { day } from '../now';
import { bodyOf } from '../presence/mark-body';
import { saving } from '../saving';
import { newRegistration } from '../trader/begin';
import { entriesOfRefusal } from '../trader/registration';
import { nextNumber } from './numbers';
import type { Pitch, PlaceBody } from './pitches';

/** What becomes of whoever stands at a new place. */
export type Then = 'register' | 'later' | 'away' | 'unwilling';

export interface Lane {
  readonly rahba: string;
  readonly lane: number;
}

/** The number that the next place of the lane gets on this phone. */
export function numberHere({ rahba, lane }: Lane): number {
  const used = new Set<number>();
  for (const stall of roster.value.stalls.values()) {
    if (stall.rahba === rahba) used.add(Number(stall.number));
  }
  // Those taken back or rejected too: somebody may have written the number down.
  for (const { kind, body } of entries.value.values()) {
    if (kind === 'place' && body.rahba === rahba) used.add((body as PlaceBody).number);
  }
  return nextNumber(
    lane,
    (me.value?.badge_ranges ?? []).map(({ starts }) => starts),
    used,
  );
}

/** Saves the place and what is known of who stands there, all or nothing. */
export async function addPlace(lane: Lane, pitch: Pitch, then: Then) {
  const number = numberHere(lane);
  const body: PlaceBody = { stall_id: newId(), ...lane, number, pitch };
  const souk_date = day.value.date;
  const inputs = [{ kind: 'place', body, souk_date }, ...seenThere(body, then, souk_date)];
  const saved = await saving(() => saveEntries(inputs));
  return saved && { stall: stallOf(body), entry_ids: saved.map(({ entry_id }) => entry_id) };
}

function stallOf({ stall_id, rahba, lane, number }: PlaceBody): Stall {
  return {
    id: stall_id,
    rahba,
    lane: String(lane),
    number: String(number),
    walk_order: number,
  };
}

/** Who registers is marked with the registration; of who does not want to, a count is left (CO4). */
function seenThere(body: PlaceBody, then: Then, souk_date: string): EntryInput[] {
  const seen: Subject = { stall_id: body.stall_id };
  if (then === 'register') return [];
  if (then !== 'unwilling') {
    const status = then === 'later' ? 'occupied_unregistered' : 'open_without_trader';
    return [{ kind: 'presence', body: bodyOf(seen, status), souk_date }];
  }
  return entriesOfRefusal(newRegistration({ stall: stallOf(body), seen }), {
    souk_date,
    text_version: roster.value.market?.consent.version ?? '',
    language: lang.value,
    rahba: body.rahba,
    others_there: 0,
    marked: null,
    is_souk: true,
  });
}
