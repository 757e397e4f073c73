import type { LocalEntry } from '../../entries/types';
import type { Asked, Form, Trader } from '../../store/roster-types';
import type { SurveyBody } from './interview';

/** How a trader's newest survey ended, and on which souk day. Pure. */
export type Standing = Pick<Asked, 'outcome' | 'souk_date'>;

interface Known {
  readonly entries: Iterable<LocalEntry>;
  readonly forms: ReadonlyMap<string, Pick<Form, 'ask_again_from'>>;
  readonly today: string;
}

/**
 * What this phone recorded and what the roster says of other phones, whichever is newer; null once the
 * coach's day has come, from which they are asked anew (SV10).
 * @param person one trader, or several who were found to be the same
 */
export function standingOf(
  person: readonly Pick<Trader, 'id' | 'survey'>[],
  { entries, forms, today }: Known,
): Standing | null {
  const ids = new Set(person.map(({ id }) => id));
  const mine = [...entries].filter(
    ({ kind, subject }) => kind === 'survey' && ids.has(subject.trader_id ?? ''),
  );
  const [survey] = person
    .flatMap((trader) => trader.survey ?? [])
    .sort((a, b) => (a.souk_date > b.souk_date ? -1 : 1));
  const own = mine.filter(stands).sort(newestFirst)[0];
  const newest = own && !(survey && survey.souk_date > own.souk_date) ? asked(own) : survey;
  if (!newest || isAskedAgain(newest, forms, today)) return null;
  // Taken back here: the roster says so with the next pull.
  const gone = mine.filter(isGone);
  if (!own && gone.some(({ souk_date }) => souk_date === newest.souk_date)) return null;
  return { outcome: newest.outcome, souk_date: newest.souk_date };
}

function isAskedAgain({ form_id, souk_date }: Asked, forms: Known['forms'], today: string) {
  const from = forms.get(form_id)?.ask_again_from;
  return from !== undefined && from <= today && souk_date < from;
}

const GONE = new Set(['cancelled', 'rejected']);

/** One that was taken back or rejected counts no more. */
export const isGone = ({ state }: LocalEntry): boolean => GONE.has(state);

/** One without its body says nothing here; the roster does. */
export function stands(entry: LocalEntry): boolean {
  return !entry.bodiless && !isGone(entry);
}

function asked({ body, souk_date }: LocalEntry): Asked {
  const { form_id, outcome } = body as SurveyBody;
  return { form_id, outcome, souk_date };
}

function newestFirst(a: LocalEntry, b: LocalEntry): number {
  return a.souk_date + a.recorded_at > b.souk_date + b.recorded_at ? -1 : 1;
}
