/**
 * Badge codes such as `K-0457-3`: the market's letters, a number, Damm's check digit. The server has
 * the same, and the reasons, in `backend/rahba/catalog/badges.py`; `tests/vectors/badges.json` holds
 * both to it.
 */

const DAMM =
  '0317598642 7092154863 4206871359 1750983426 6123045978 3674209581 5869720134 8945362017 9438617205 2581436790'.split(
    ' ',
  );
const NUMBER_DIGITS = 4;

export type BadgeProblem = 'badge_unreadable' | 'badge_check_digit' | 'badge_other_market';

/** Numbers lent to this phone, ends included. */
export interface BadgeRange {
  prefix: string;
  starts: number;
  ends: number;
}

export function checkDigit(number: number): string {
  return [...String(number)].reduce((interim, digit) => DAMM[+interim]?.[+digit] as string, '0');
}

/** `('K', 457)` → `K-0457-3`, the one spelling that is stored. */
export function formatBadge(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(NUMBER_DIGITS, '0')}-${checkDigit(number)}`;
}

/**
 * What was typed or scanned → the stored spelling, or why not. Takes small letters, any or no
 * dashes, Arabic-Indic digits, and a code without its letters; the check digit is always needed.
 */
export function parseBadge(
  text: string,
  prefix: string,
): { badge: string } | { problem: BadgeProblem } {
  const [, letters, digits] = compact(text).match(/^([A-Z]{0,3})(\d{2,8})$/) ?? [];
  const number = Number(digits?.slice(0, -1));
  if (!number) return { problem: 'badge_unreadable' };
  if (letters && letters !== prefix) return { problem: 'badge_other_market' };
  if (checkDigit(number) !== digits?.slice(-1)) return { problem: 'badge_check_digit' };
  return { badge: formatBadge(prefix, number) };
}

/** The lowest code of the range that is not in `used`; null when the range is spent. */
export function nextBadge(lent: BadgeRange, used: ReadonlySet<string>): string | null {
  for (let number = lent.starts; number <= lent.ends; number++) {
    const badge = formatBadge(lent.prefix, number);
    if (!used.has(badge)) return badge;
  }
  return null;
}

/** Letters and digits only, capital, Western digits: `k ٠٤٥٧-3` → `K04573`. */
export function compact(text: string): string {
  return western(text)
    .replace(/[\s\-‐-―._/]+/g, '')
    .toUpperCase();
}

/** Arabic-Indic and Persian digits → 0–9; the rest as it stands. */
export function western(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
