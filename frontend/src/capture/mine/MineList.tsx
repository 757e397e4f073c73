import { goBack, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { type EntryState, entries } from '../../store';
import { Empty, List, Pill, Screen, TopBar } from '../../ui';
import { day } from '../now';
import { EntryRow } from './EntryRow';
import { type Filter, filtered, grouped } from './groups';
import { words } from './words';

/** Rows drawn at once: a market's day is a few hundred entries, and a phone is slow. */
const PAGE = 100;

/** The entries of today or of the weeks before, with a chip a state. */
export function MineList({ params }: ScreenProps) {
  const say = t(words);
  const when: Filter['when'] = params.when === 'today' ? 'today' : 'before';
  const { date } = day.value;
  const all = entries.value.values();
  const groups = grouped([...all], (entry) => (entry.souk_date === date) === (when === 'today'));
  const state = groups.find((group) => group.state === params.state)?.state ?? null;
  const listed = filtered(entries.value.values(), { state, when }, date).slice(0, PAGE);
  const chip = (of: EntryState | null, word: string) => (
    <Pill key={of} on={of === state} href={`#/entries/${when}/${of ?? 'all'}`}>
      {word}
    </Pill>
  );
  return (
    <Screen
      top={
        <TopBar
          title={when === 'today' ? say.today : say.weeks_before}
          back={() => goBack('/entries')}
        />
      }
    >
      <div class="pills pad air">
        {chip(null, say.all)}
        {groups.map((group) => chip(group.state, `${say[group.state]} ${group.count}`))}
      </div>
      {listed.length === 0 ? (
        <Empty>{say.nothing_such}</Empty>
      ) : (
        <List label={say.title}>
          {listed.map((entry) => (
            <EntryRow key={entry.entry_id} entry={entry} />
          ))}
        </List>
      )}
    </Screen>
  );
}
