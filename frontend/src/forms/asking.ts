/**
 * Who is asked a form (FD6). The twin of `backend/rahba/forms/asking.py`, where the reasons stand;
 * `tests/vectors/asking.json` holds both to the same. Pure.
 */

export type Rule = 'everyone' | 'once' | 'quota' | 'sample';

/** Days are `YYYY-MM-DD`; the season has both its ends in it, and no end until one is said. */
export interface Asking {
  readonly rule: Rule;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  /** Answers wanted, by section. */
  readonly quotas: Readonly<Record<string, number>>;
  /** In percent of the traders. */
  readonly share: number;
  readonly seed: string;
}

export type Word = 'anyone' | 'out_of_season' | 'done' | 'not_drawn' | 'enough' | 'ask';

/** Traders without a section, who walk about. */
export const NO_SECTION = '-';

export const EVERYONE: Asking = {
  rule: 'everyone',
  starts_on: null,
  ends_on: null,
  quotas: {},
  share: 100,
  seed: '',
};

interface Case {
  readonly trader_id: string;
  readonly section: string;
  /** The day of their newest survey of this form, however it ended. */
  readonly asked_on: string | null;
  /** Traders of each section who answered in the season. */
  readonly answered: Readonly<Record<string, number>>;
  readonly ask_again_from: string | null;
  readonly today: string;
}

/** What is said of one trader today. */
export function toAsk(asking: Asking, of: Case): Word {
  if (asking.rule === 'everyone') return 'anyone';
  if (!isCounted(asking, of.today, asking.starts_on ?? '')) return 'out_of_season';
  const since = sinceDay(asking, of.ask_again_from, of.today);
  if (of.asked_on !== null && isCounted(asking, of.asked_on, since)) return 'done';
  if (asking.rule === 'sample' && !isDrawn(asking.seed, of.trader_id, asking.share)) {
    return 'not_drawn';
  }
  const { section } = of;
  if (asking.rule === 'quota' && (of.answered[section] ?? 0) >= (asking.quotas[section] ?? 0)) {
    return 'enough';
  }
  return 'ask';
}

/** The first day whose surveys count: the season's, or the one from which to ask again. */
export function sinceDay(asking: Asking, ask_again_from: string | null, today: string): string {
  const start = asking.starts_on ?? '';
  const again = ask_again_from !== null && ask_again_from <= today ? ask_again_from : '';
  return start > again ? start : again;
}

/** Whether a survey of this day belongs to the season. */
export function isCounted({ ends_on }: Asking, day: string, since: string): boolean {
  return since <= day && (ends_on === null || day <= ends_on);
}

/** Whether chance fell on this trader: of many, `share` percent. */
export function isDrawn(seed: string, trader_id: string, share: number): boolean {
  return scattered(`${seed}:${trader_id}`) * 100 < share * 2 ** 32;
}

/** 32 bits: FNV-1a, its bits then mixed as MurmurHash3 ends. */
function scattered(text: string): number {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    found = Math.imul(found ^ byte, 0x01000193);
  }
  found = Math.imul(found ^ (found >>> 16), 0x85ebca6b);
  found = Math.imul(found ^ (found >>> 13), 0xc2b2ae35);
  return (found ^ (found >>> 16)) >>> 0;
}
