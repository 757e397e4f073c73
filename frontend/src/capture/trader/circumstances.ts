import { lang } from '../../i18n';
import { type Draft, roster, type Subject } from '../../store';
import { stallOf } from '../named';
import { day } from '../now';
import { markOn } from '../presence/marks';
import { ground, marks } from '../souk';
import type { Circumstances, Registration } from './registration';

/** What the souk and the day add to a registration when it is saved. */
export function circumstancesOf({ body, souk_date }: Draft<Registration>): Circumstances {
  const where = body.seen?.stall_id ?? body.stall_id;
  const others = (where && ground.value.occupants.get(where)) || [];
  const stall = stallOf(body.stall_id) ?? stallOf(body.seen?.stall_id);
  const isSection = roster.value.rahbas.some(({ code }) => code === body.section);
  return {
    souk_date,
    text_version: roster.value.market?.consent.version ?? '',
    language: lang.value,
    rahba: stall?.rahba ?? (isSection ? body.section : null),
    others_there: others.filter(({ id }) => id !== body.trader_id).length,
    marked: markOn(marks.value, subjectSeen(body))?.entry_id ?? null,
    // Taken up on another day, it says nothing of who stands there.
    is_souk: day.value.is !== 'none' && day.value.date === souk_date,
  };
}

function subjectSeen({ seen, stall_id, trader_id }: Registration): Subject {
  return seen ?? (stall_id ? { stall_id } : { trader_id });
}
