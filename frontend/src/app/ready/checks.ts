import type { ReadyWord } from '../../api/types';
import { DAY_MS } from '../../constants';

/** Whether this phone is ready for a souk without a network: state in, checks out (RE1). Pure. */

export interface PhoneNow {
  /** ms since 1970, as the server's clock has it where it was heard. */
  readonly now: number;
  /** Null, here and below: this browser does not tell. */
  readonly whole: boolean | null;
  /** A newer version of the app is here and waits. */
  readonly newer: boolean;
  readonly pulled_at: string | null;
  /** A zone of mine on the next souk day. */
  readonly zone: boolean;
  /** Changes and photos that are only here. */
  readonly unsent: number;
  readonly to_fix: number;
  readonly returned: number;
  /** Persons whose stores lie on this phone. */
  readonly persons: number;
  readonly pin: boolean;
  readonly persisted: boolean | null;
  readonly free_bytes: number | null;
  readonly skew_ms: number | null;
  /** 0 to 1. */
  readonly battery: { readonly level: number; readonly charging: boolean } | null;
}

export type CheckCode =
  | 'version'
  | 'registry'
  | 'zone'
  | 'unsent'
  | 'to_fix'
  | 'returned'
  | 'pin'
  | 'storage'
  | 'space'
  | 'clock'
  | 'battery';

export interface Check {
  readonly code: CheckCode;
  readonly ok: boolean;
}

/** Marks and surveys of a day take less than one; photos take the rest. */
export const ROOM_BYTES = 50_000_000;
/** A souk morning with the screen on takes about half a battery. */
export const CHARGE = 0.6;
/** The server flags what a clock says that is further off (CL2). */
export const CLOCK_OFF_MS = 10 * 60_000;

/** In the order in which one sees to them: what needs a network first. What is not told is left out. */
export function checksOf(phone: PhoneNow): readonly Check[] {
  const { whole, persisted, free_bytes, skew_ms, battery } = phone;
  const told: readonly (readonly [CheckCode, boolean | null])[] = [
    ['version', whole && !phone.newer],
    ['registry', isFresh(phone)],
    ['zone', phone.zone],
    ['unsent', phone.unsent === 0],
    ['to_fix', phone.to_fix === 0],
    ['returned', phone.returned === 0],
    ['pin', phone.persons > 1 ? phone.pin : null],
    ['storage', persisted],
    ['space', free_bytes === null ? null : free_bytes >= ROOM_BYTES],
    ['clock', skew_ms === null ? null : Math.abs(skew_ms) <= CLOCK_OFF_MS],
    ['battery', battery && (battery.charging || battery.level >= CHARGE)],
  ];
  return told.flatMap(([code, ok]) => (ok === null ? [] : [{ code, ok }]));
}

function isFresh({ pulled_at, now }: PhoneNow): boolean {
  return pulled_at !== null && now - Date.parse(pulled_at) < DAY_MS;
}

/** What is still to be done stands above what is done. */
export function inOrder(checks: readonly Check[]): readonly Check[] {
  return [...checks.filter(({ ok }) => !ok), ...checks.filter(({ ok }) => ok)];
}

export function wordOf(checks: readonly Check[], now: number): ReadyWord {
  const failing = checks.flatMap(({ code, ok }) => (ok ? [] : [code]));
  return { at: new Date(now).toISOString(), ok: failing.length === 0, failing };
}

/** The coach hears it anew when something changed, and else each hour that somebody looks. */
export function isNews(word: ReadyWord, before: ReadyWord | null): boolean {
  if (before === null || String(before.failing) !== String(word.failing)) return true;
  return Math.abs(Date.parse(word.at) - Date.parse(before.at)) >= SAID_AGAIN_MS;
}

const SAID_AGAIN_MS = 60 * 60_000;
