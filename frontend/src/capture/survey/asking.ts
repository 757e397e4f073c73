import type { LocalEntry } from '../../entries/types';
import { type Asking, isCounted, NO_SECTION, sinceDay, toAsk, type Word } from '../../forms/asking';
import { survivor } from '../../roster/aliases';
import type { Asked, Form, Trader } from '../../store/roster-types';
import type { SurveyBody } from './interview';
import { isGone, stands } from './standing';

/** What a phone knows of who was asked. */
export interface Known {
  readonly traders: readonly Trader[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly entries: readonly LocalEntry[];
  readonly today: string;
}

type Said = Pick<Asked, 'outcome' | 'souk_date'>;

/**
 * What is to be said of each trader: whether they are still to be asked this form (FD6). Without a
 * network, by what the roster and this phone know; colleagues' surveys of the day come with the next sync.
 */
export function askerOf(form: Form, asking: Asking, known: Known): (trader: Trader) => Word {
  const newest = newestOf(form.form_id, known);
  const ask_again_from = form.ask_again_from ?? null;
  const { today } = known;
  const since = sinceDay(asking, ask_again_from, today);
  const answered: Record<string, number> = {};
  if (asking.rule === 'quota') {
    for (const trader of known.traders) {
      const said = newest(trader);
      if (said?.outcome !== 'completed' || !isCounted(asking, said.souk_date, since)) continue;
      answered[sectionIn(trader)] = (answered[sectionIn(trader)] ?? 0) + 1;
    }
  }
  return (trader) =>
    toAsk(asking, {
      trader_id: trader.id,
      section: sectionIn(trader),
      asked_on: newest(trader)?.souk_date ?? null,
      answered,
      ask_again_from,
      today,
    });
}

/** A place in the roster, as the quotas are by place and not by what is sold. */
const sectionIn = ({ rahba }: Trader): string => rahba ?? NO_SECTION;

/** The newest survey of this form, by the roster or on this phone; a merged trader's counts too (PR8). */
function newestOf(form_id: string, known: Known): (trader: Trader) => Said | null {
  const said = new Map<string, Said>();
  const add = (id: string, one: Said) => {
    const whose = survivor(id, known.aliases);
    const before = said.get(whose);
    if (!before || before.souk_date <= one.souk_date) said.set(whose, one);
  };
  const mine = known.entries.filter(
    ({ kind, body, subject }) =>
      kind === 'survey' && subject.trader_id && (body as SurveyBody).form_id === form_id,
  );
  // Taken back here: the roster says so with the next pull.
  const gone = new Set(mine.filter(isGone).map(whoAndWhen));
  for (const { id, survey, other_surveys = [] } of known.traders) {
    for (const one of survey ? [survey, ...other_surveys] : other_surveys) {
      if (one.form_id === form_id && !gone.has(`${id} ${one.souk_date}`)) add(id, one);
    }
  }
  for (const { subject, body, souk_date } of mine.filter(stands)) {
    const { outcome } = body as SurveyBody;
    add(subject.trader_id ?? '', { outcome, souk_date });
  }
  return ({ id }) => said.get(id) ?? null;
}

const whoAndWhen = ({ subject, souk_date }: LocalEntry) => `${subject.trader_id} ${souk_date}`;
