import type { LocalEntry } from '../../entries/types';
import type { SurveyBody } from './interview';

/** What this phone knows of a trader's survey: how it ended, and on which souk day. Pure. */
export interface Standing {
  readonly outcome: SurveyBody['outcome'];
  readonly souk_date: string;
}

/** The newest survey of the trader that stands; a refusal counts until somebody asks again. */
export function standingOf(trader_id: string, entries: Iterable<LocalEntry>): Standing | null {
  let newest: LocalEntry | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'survey' || entry.subject.trader_id !== trader_id) continue;
    if (entry.bodiless || entry.state === 'cancelled' || entry.state === 'rejected') continue;
    if (newest === null || isLater(entry, newest)) newest = entry;
  }
  if (newest === null) return null;
  return { outcome: (newest.body as SurveyBody).outcome, souk_date: newest.souk_date };
}

function isLater(a: LocalEntry, b: LocalEntry): boolean {
  return a.souk_date + a.recorded_at > b.souk_date + b.recorded_at;
}
