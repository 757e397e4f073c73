import { formatDay, t } from '../../i18n';
import { type DecidedBy, type EntryState, type LocalEntry, me } from '../../store';
import { StateLabel, type StateLook } from '../../ui';
import { localDate } from '../day';
import type { Remark } from '../kind';
import { personName } from '../named';
import { words } from './words';

/** Where an entry is, in sign and word; and what was said about it. */

const LOOKS = {
  draft: 'saved',
  saved: 'saved',
  sending: 'waiting',
  received: 'received',
  proposed: 'received',
  returned: 'returned',
  approved: 'approved',
  rejected: 'rejected',
  cancelled: 'saved',
  to_fix: 'fix',
  held: 'held',
  unsupported: 'held',
} as const satisfies Record<EntryState, StateLook>;

export function EntryStateLabel({ state }: { state: EntryState }) {
  return <StateLabel state={LOOKS[state]}>{t(words)[state]}</StateLabel>;
}

export function deciderName(by: DecidedBy): string {
  return 'policy' in by ? t(words).policy : personName(by);
}

/** What stands at the fields: the coach's comments, and what the server found wrong. */
export function remarksOf(entry: LocalEntry): readonly Remark[] {
  const by = t(words).server;
  const found = (entry.refusal?.errors ?? []).map(({ path, code }) => ({
    path,
    text: errorWord(code),
    by,
    at: '',
  }));
  return [...found, ...commentsOf(entry)];
}

/** What the coach said when they returned it; of what is not sent back, only which answers they took
 *  out (SV9). */
export function commentsOf({ decision, state }: LocalEntry): readonly Remark[] {
  if (!decision) return [];
  const by = deciderName(decision.by);
  const { reason } = decision;
  const at = formatDay(localDate(new Date(decision.at)), 'short');
  const about = decision.comments.map((comment) => ({ ...comment, by, at }));
  if (state !== 'returned') return about.filter(({ way }) => way === 'unknown');
  const whole = reason ? [{ path: '', text: reason, by, at }] : [];
  return [...whole, ...about];
}

export function errorWord(code: string): string {
  const say = t(words);
  const known: Readonly<Record<string, string>> = {
    required: say.err_required,
    wrong_type: say.err_wrong_type,
    not_a_choice: say.err_not_a_choice,
    constraint: say.err_constraint,
    too_long: say.err_too_long,
    out_of_range: say.err_out_of_range,
  };
  return known[code] ?? say.err_other({ code });
}

export function refusalWord(code: string): string {
  const say = t(words);
  const known: Readonly<Record<string, string>> = {
    invalid: say.why_invalid,
    conflict: say.why_conflict,
    forbidden: say.why_forbidden,
    held: me.value?.unlinked ? say.why_new : say.why_held,
    unsupported: say.why_unsupported,
    refused_by_server: say.why_refused_by_server,
    discarded: say.why_discarded,
  };
  return known[code] ?? say.why_other({ code });
}

/** Flags that say something to an animator; the others are the coach's matter. */
export function flagWords(flags: readonly string[]): readonly string[] {
  const say = t(words);
  const known: Readonly<Record<string, string>> = {
    late: say.flag_late,
    off_day: say.flag_off_day,
    possible_duplicate: say.flag_possible_duplicate,
    clock_suspect: say.flag_clock_suspect,
    unknown_trader: say.flag_unknown_trader,
    provisional_trader: say.flag_provisional_trader,
    not_informed: say.flag_not_informed,
    medium_expected: say.flag_medium_expected,
    medium_erased: say.flag_medium_erased,
  };
  return flags.flatMap((flag) => known[flag] ?? []);
}

/** Entries that want something of their author. */
export function isMendable({ state, bodiless }: LocalEntry): boolean {
  return (state === 'returned' || state === 'to_fix') && !bodiless;
}
