/**
 * Whether a newcomer may already be on the roster: candidates with reasons, never a merge. The
 * server has the same, and the reasons for each rule, in `backend/rahba/catalog/duplicates.py`;
 * `tests/vectors/duplicates.json` holds both to it.
 */

import { distance, once, sameTokens, strong, type Token } from './names.ts';

const COMMON = 3;
const LETTERS_APART = 2;
const words = once(strong);

export type DuplicateReason = 'same_badge' | 'same_phone' | 'same_place' | 'same_name';

/** What of a trader tells a duplicate; `names` in any script, blanks left out. */
export interface Known {
  trader_id: string;
  names: readonly string[];
  section: string | null;
  trade: string;
  stall_ids: readonly string[];
  badge: string | null;
  phone_tag: number | null;
}

/** A trader of the roster as the duplicate check sees them. */
export function toKnown(trader: {
  readonly id: string;
  readonly known_as: string;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly rahba: string | null;
  readonly trade: string;
  readonly stalls: readonly string[];
  readonly badge: string | null;
  readonly tag: number | null;
}): Known {
  const names = [trader.known_as, trader.name_ar, trader.name_latin];
  return {
    trader_id: trader.id,
    names: names.filter((name): name is string => Boolean(name)),
    section: trader.rahba,
    trade: trader.trade,
    stall_ids: trader.stalls,
    badge: trader.badge,
    phone_tag: trader.tag,
  };
}

/** A trader of the roster who may be the newcomer; `reasons` strongest first. */
export interface Candidate {
  trader_id: string;
  reasons: DuplicateReason[];
  strong: boolean;
}

/** Candidates among the roster, strong ones first, then in the roster's order. */
export function findDuplicates(newcomer: Known, roster: Iterable<Known>): Candidate[] {
  const own = newcomer.names.map(words);
  const found: Candidate[] = [];
  for (const known of roster) {
    if (known.trader_id === newcomer.trader_id) continue;
    const reasons = reasonsFor(newcomer, own, known);
    const isStrong = reasons.includes('same_badge') || reasons.includes('same_phone');
    if (reasons.length) found.push({ trader_id: known.trader_id, reasons, strong: isStrong });
  }
  const common = found.filter((each) => each.reasons.includes('same_name')).length > COMMON;
  return found
    .filter((each) => !common || each.reasons.some((reason) => reason !== 'same_name'))
    .sort((one, other) => Number(other.strong) - Number(one.strong));
}

function reasonsFor(one: Known, own: Token[][], other: Known): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  if (one.badge && one.badge === other.badge) reasons.push('same_badge');
  if (one.phone_tag !== null && one.phone_tag === other.phone_tag) reasons.push('same_phone');
  const place =
    one.trade === other.trade && one.stall_ids.some((stall) => other.stall_ids.includes(stall));
  const section = one.section && one.section === other.section;
  if (!place && !section) return reasons;
  const theirs = other.names.map(words);
  const any = (test: (first: Token[], second: Token[]) => boolean): boolean =>
    own.some((first) => theirs.some((second) => test(first, second)));
  if (place && any(near)) reasons.push('same_place');
  if (section && any(sameTokens)) reasons.push('same_name');
  return reasons;
}

function near(first: Token[], second: Token[]): boolean {
  const [one, other] = [first, second].map((all) => all.map((word) => word.core).join('')) as [
    string,
    string,
  ];
  const longest = Math.max(one.length, other.length);
  if (longest < 3) return sameTokens(first, second);
  return distance(one, other) <= Math.min(LETTERS_APART, Math.floor(longest / 3));
}
