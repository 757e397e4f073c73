import { formatDay, t } from '../../i18n';
import { entries, type LocalEntry, type Subject } from '../../store';
import { Empty, Icon, ListRow, Screen, StateLabel, TopBar } from '../../ui';
import { subjectName, traderOf } from '../named';
import { day } from '../now';
import { askedAgain, toAskAgain, toAskAgainOf } from './ask-again';
import { words } from './ask-words';
import { words as survey } from './words';

/** On the walk and at a trader: what the coach wants asked once more here. */
export function AskAgainHere({ of }: { of: Subject }) {
  return (
    <>
      {toAskAgainOf(entries.value.values(), of).map((entry) => (
        <AskAgainRow key={entry.entry_id} entry={entry} />
      ))}
    </>
  );
}

function AskAgainRow({ entry }: { entry: LocalEntry }) {
  const who = traderOf(entry.subject.trader_id)?.known_as ?? subjectName(entry.subject);
  return (
    <ListRow
      tone="returned"
      lead={<Icon name="returned" />}
      title={t(words).to_ask({ n: askedAgain(entry).length })}
      second={<bdi>{who}</bdi>}
      href={`#/mend/${entry.entry_id}`}
    />
  );
}

/** In a list of traders: that there is something to ask this one. */
export function AskAgainSign({ trader_id }: { trader_id: string }) {
  if (toAskAgainOf(entries.value.values(), { trader_id }).length === 0) return null;
  return <StateLabel state="returned">{t(words).ask_again}</StateLabel>;
}

/** On Today: how many surveys have something to ask again. */
export function AskAgainNotice() {
  const count = toAskAgain(entries.value.values()).length;
  if (count === 0) return null;
  return (
    <ListRow
      tone="returned"
      lead={<Icon name="returned" />}
      title={t(words).surveys({ n: count })}
      href="#/entries"
    />
  );
}

/** Between two souks there is nobody to ask. */
export function NotToday({ onLeave }: { onLeave: () => void }) {
  const say = t(words);
  const { next } = day.value;
  return (
    <Screen top={<TopBar title={t(survey).title} back={onLeave} />}>
      <Empty>{say.on_souk_day}</Empty>
      {next && <p class="pad center soft">{say.next({ day: formatDay(next.date) })}</p>}
    </Screen>
  );
}
