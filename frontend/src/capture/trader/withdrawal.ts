import type { LocalEntry } from '../../entries/types';
import type { Lang } from '../../i18n';
import type { EntryInput } from '../../store/save';

/** "Take me off your list": consent withdrawn for every purpose, told to any animator (CO1). Pure. */

interface Words {
  readonly text_version: string;
  readonly language: Lang;
  readonly souk_date: string;
}

/** @param ids an entry id for each purpose, made when it was asked: a double press is one (OP1) */
export function withdrawalOf(
  trader_id: string,
  ids: ReadonlyMap<string, string>,
  { text_version, language, souk_date }: Words,
): EntryInput[] {
  return [...ids].map(([purpose, entry_id]) => ({
    entry_id,
    kind: 'consent',
    body: {
      ...{ trader_id, purpose, decision: 'withdrawn' },
      ...{ text_version, language, mode: 'spoken' },
    },
    souk_date,
  }));
}

/** The withdrawals of this trader that stand on this phone. */
export function withdrawn(trader_id: string, entries: Iterable<LocalEntry>): readonly LocalEntry[] {
  return [...entries].filter(
    ({ kind, body, state }) =>
      kind === 'consent' &&
      body.trader_id === trader_id &&
      body.decision === 'withdrawn' &&
      state !== 'cancelled' &&
      state !== 'rejected',
  );
}
