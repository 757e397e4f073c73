import { formatDay, t } from '../../i18n';
import { survivor } from '../../roster/aliases';
import { entries, roster, type Trader } from '../../store';
import { Icon } from '../../ui';
import { day } from '../now';
import { type Standing, standingOf } from './standing';
import { words } from './standing-words';

/** «Did not agree, 27 November»; null where nobody asked, or it is time to ask anew. */
export function surveyWord(trader: Trader): string | null {
  const standing = standingOf(sameAs(trader), {
    entries: entries.value.values(),
    forms: roster.value.forms,
    today: day.value.date,
  });
  return standing && wordOf(standing);
}

/** With those who were merged into them: what was said to one is said to all (PR8). */
function sameAs(trader: Trader): readonly Pick<Trader, 'id' | 'survey'>[] {
  const { aliases, traders } = roster.value;
  const merged = [...aliases.keys()].filter((id) => survivor(id, aliases) === trader.id);
  return [trader, ...merged.map((id) => traders.get(id) ?? { id })];
}

function wordOf({ outcome, souk_date }: Standing): string {
  return t(words)[outcome]({ day: formatDay(souk_date, 'short') });
}

/** In a list and on the walk, where nothing else says that it is about the survey. */
export function SurveyStanding({ trader }: { trader: Trader }) {
  const word = surveyWord(trader);
  if (!word) return null;
  return (
    <span class="st soft">
      <Icon name="form" size={20} />
      <span>{t(words).survey({ word })}</span>
    </span>
  );
}
