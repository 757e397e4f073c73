import type { Draft, Field } from './draft';

/** Why an answer will not do; `words.ts` says each aloud. */
export type Fault =
  | 'required'
  | 'day_needed'
  | 'section_needed'
  | 'lanes_wrong'
  | 'months_wrong'
  | 'phone_wrong'
  | 'address_wrong'
  | 'login_wrong'
  | 'password_short'
  | 'password_guessable'
  | 'password_twice';
export type Faults = Readonly<
  Partial<Record<Field | 'weekdays' | 'sections' | 'password' | 'again', Fault>>
>;

export interface Secret {
  readonly password: string;
  readonly again: string;
  /** The server's least length. */
  readonly min: number;
}

const MOST_LANES = 99;
const MOST_MONTHS = 120;

/** The fields of each step, in the order of the page; the last step only shows them. */
export const FIELDS: readonly (readonly Field[])[] = [
  ['commune_ar', 'commune_fr', 'name_ar', 'name_fr'],
  [],
  ['operator_ar', 'operator_fr', 'address', 'contact', 'phone', 'months', 'reference'],
  ['public_address', 'coach_ar', 'coach_latin', 'login'],
];
export const SUMMARY = FIELDS.length;

/** What stands in the way of leaving a step; the server looks again at all of it. */
export function faultsOf(step: number, draft: Draft, secret: Secret): Faults {
  const found: Record<string, Fault> = {};
  for (const field of FIELDS[step] ?? []) {
    const fault = faultOf(field, draft[field].trim());
    if (fault) found[field] = fault;
  }
  if (step === 0 && draft.weekdays.length === 0) found.weekdays = 'day_needed';
  if (step === 1) Object.assign(found, faultsOfSections(draft));
  if (step === 3) Object.assign(found, faultsOfPassword(secret));
  return found;
}

/** What is being mended is not complained of meanwhile. */
export function withoutFaults(faults: Faults, mended: Readonly<Record<string, unknown>>): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in mended)));
}

/** The same rules where the answers are said anew. */
export function faultsOfAnswers(draft: Draft): Faults {
  const secret = { password: '', again: '', min: 0 };
  const { public_address } = faultsOf(3, draft, secret);
  return { ...faultsOf(2, draft, secret), ...(public_address && { public_address }) };
}

function faultOf(field: Field, value: string): Fault | null {
  if (value === '') return 'required';
  if (field === 'months') return isCount(value, MOST_MONTHS) ? null : 'months_wrong';
  if (field === 'phone') return /^\+?[0-9 ().-]{6,30}$/.test(value) ? null : 'phone_wrong';
  if (field === 'login') return /^[\p{L}\p{N}_.@-]{2,60}$/u.test(value) ? null : 'login_wrong';
  if (field === 'public_address') return isAddress(value) ? null : 'address_wrong';
  return null;
}

function faultsOfSections({ sections }: Draft): Faults {
  const chosen = sections.filter(({ on }) => on);
  if (chosen.length === 0) return { sections: 'section_needed' };
  const counted = chosen.every(({ lanes }) => isCount(lanes.trim(), MOST_LANES));
  return counted ? {} : { sections: 'lanes_wrong' };
}

function faultsOfPassword({ password, again, min }: Secret): Faults {
  if (password.length < min) return { password: 'password_short' };
  return password === again ? {} : { again: 'password_twice' };
}

export function isCount(text: string, most: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

function isAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Whether phones keep their work there: as the server judges it (SPEC SU5). */
export function isSecure(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || isAtHome(hostname);
  } catch {
    return false;
  }
}

/** An address that only this machine can reach. */
export function isAtHome(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}
