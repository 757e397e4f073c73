import { goTo } from '../../app/router';
import {
  entries,
  newId,
  roster,
  type Stall,
  type Subject,
  saveDraft,
  type Trader,
} from '../../store';
import { day } from '../now';
import { saving } from '../saving';
import { rememberName } from './name-before';
import type { Registration } from './registration';

interface Beginning {
  /** The name typed in Find. */
  name?: string;
  /** A place that nobody held: it becomes theirs. */
  stall?: Stall;
  /** What the walk was about to mark. */
  seen?: Subject;
  /** Somebody on a list, who was not asked yet. */
  listed?: Trader;
}

/** Opens a registration. Its draft is kept from the first moment. */
export async function beginRegistration(beginning: Beginning): Promise<void> {
  const { name = '', listed } = beginning;
  const body = newRegistration(beginning);
  const draft_id = newId();
  rememberName(draft_id, listed?.known_as ?? name);
  const draft = { draft_id, kind: 'trader', body, step: 'consent', souk_date: day.value.date };
  await saving(() => saveDraft(draft));
  goTo(`/register/${draft_id}`);
}

/** Nothing of it is answered yet. */
export function newRegistration({ stall, seen, listed }: Beginning): Registration {
  const purposes = roster.value.market?.consent.purposes ?? [];
  return {
    trader_id: listed?.id ?? newId(),
    consent_ids: Object.fromEntries(purposes.map((purpose) => [purpose, newId()])),
    consents: {},
    mode: 'spoken',
    known_as: '',
    section: sectionOfTrade(listed?.trade) ?? stall?.rahba ?? sectionBefore(),
    trade: sectionOfTrade(listed?.trade) ? (listed?.trade ?? null) : null,
    badge: null,
    phone: '',
    stall_id: stall?.id ?? null,
    not_duplicate_of: [],
    mark_id: newId(),
    seen: seen ?? null,
  };
}

/** One registers along a section: the section of the last one is carried forward. */
function sectionBefore(): string | null {
  let newest = '';
  let trade: unknown;
  for (const entry of entries.value.values()) {
    if (entry.kind !== 'trader' || entry.recorded_at <= newest) continue;
    newest = entry.recorded_at;
    trade = entry.body.trade;
  }
  return sectionOfTrade(trade);
}

/** None for what a list did not say, and for a trade of no section. */
function sectionOfTrade(trade: unknown): string | null {
  return roster.value.trades.find(({ code }) => code === trade)?.section ?? null;
}
