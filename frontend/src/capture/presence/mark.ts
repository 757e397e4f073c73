import type { LocalEntry, Subject } from '../../entries/types';
import { cancelEntry, entries, newId, saveEntry } from '../../store';
import { day } from '../now';
import { saving } from '../saving';
import { marks } from '../souk';
import { bodyOf } from './mark-body';
import { type Mark, markOn, type Status } from './marks';

/** Recording presence: one durable save a tap. */

/** Ids of marks on their way to the store, so that a second tap revises the first (PR1). */
const underWay = new Map<string, string>();

/** @returns the entry, or null if it could not be saved; the screen then says so */
export async function record(
  subject: Subject,
  status: Status,
  replaced_by?: string,
): Promise<LocalEntry | null> {
  const { date } = day.value;
  const before = markOn(marks.value, subject);
  if (before?.status === status && before.replaced_by === replaced_by) {
    return entries.value.get(before.entry_id) ?? null;
  }
  const key = `${date}/${subject.stall_id}/${subject.trader_id}`;
  const entry_id = before?.entry_id ?? underWay.get(key) ?? newId();
  underWay.set(key, entry_id);
  const body = bodyOf(subject, status, replaced_by);
  const saved = await saving(() =>
    saveEntry({ entry_id, kind: 'presence', body, souk_date: date }),
  );
  underWay.delete(key);
  return saved;
}

/** Takes a mark back: not recorded again. */
export function takeBack(entry_id: string): Promise<LocalEntry | null> {
  return saving(() => cancelEntry(entry_id));
}

/** Back to what was marked before a tap: an earlier mark again, or none. */
export function restore(before: Mark | null, entry_id: string, subject: Subject): void {
  if (before) void record(subject, before.status, before.replaced_by);
  else void takeBack(entry_id);
}
