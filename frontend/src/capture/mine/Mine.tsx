import { SyncState } from '../../app/today/SyncState';
import { formatDay, lang, t } from '../../i18n';
import { entries, type LocalEntry } from '../../store';
import { Button, Empty, List, ListRow, Quote, Screen, SubHead, TopBar } from '../../ui';
import { kindOf } from '../kinds';
import { day } from '../now';
import { askedAgain } from '../survey/ask-again';
import { words as askWords } from '../survey/ask-words';
import { entryAbout, entryTitle } from './EntryRow';
import { type Filter, type Group, grouped, openOf } from './groups';
import { EntryStateLabel, isMendable, remarksOf } from './state';
import { words } from './words';

/** Where each entry is and why: what came back first, with the coach's words at the field. */
export function Mine() {
  const say = t(words);
  const all = [...entries.value.values()];
  const { date } = day.value;
  const returned = openOf(all, 'returned');
  const today = grouped(all, (entry) => entry.souk_date === date);
  const before = grouped(all, (entry) => entry.souk_date !== date);
  return (
    <Screen top={<TopBar title={say.title} end={<SyncState />} />}>
      {all.length === 0 && <Empty>{say.nothing}</Empty>}
      {returned.length > 0 && (
        <SubHead tone="returned" icon="returned" end={returned.length}>
          {say.returned}
        </SubHead>
      )}
      {returned.map((entry) => (
        <Returned key={entry.entry_id} entry={entry} />
      ))}
      <Counts title={say.today} groups={today} when="today" />
      <Counts title={say.weeks_before} groups={before} when="before" />
      <ListRow title={say.sync_page} href="#/sync" />
    </Screen>
  );
}

interface CountsProps {
  title: string;
  groups: readonly Group[];
  when: Filter['when'];
}

function Counts({ title, groups, when }: CountsProps) {
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <SubHead end={total}>{title}</SubHead>
      <List label={title}>
        {groups.map(({ state, count }) => (
          <ListRow
            key={state}
            title={<EntryStateLabel state={state} />}
            count={count}
            href={`#/entries/${when}/${state}`}
          />
        ))}
      </List>
    </>
  );
}

/** A question ends with its own sign; anything else takes a colon, which no line may begin with. */
function named(name: string): string {
  const whole = name.replace(/\s+([?؟:])/g, '\u00a0$1');
  if (/[?؟]$/.test(whole)) return whole;
  return lang.value === 'fr' ? `${whole}\u00a0:` : `${whole}:`;
}

function Returned({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const fields = kindOf(entry.kind)?.fields(entry) ?? [];
  const about = entryAbout(entry);
  return (
    <article class="card column">
      <div class="row between">
        <p class="strong">
          {entryTitle(entry)}
          {about && (
            <>
              {' · '}
              <bdi>{about}</bdi>
            </>
          )}
        </p>
        <span class="mini soft">{formatDay(entry.souk_date, 'short')}</span>
      </div>
      {remarksOf(entry).map((remark, index) => {
        const field = fields.find(({ path }) => path === remark.path);
        return (
          <Quote
            key={index}
            from={
              <>
                {field && (
                  <b>
                    {named(field.name)} <bdi>{field.value}</bdi>
                    {' · '}
                  </b>
                )}
                <bdi>{remark.by}</bdi>
              </>
            }
          >
            <bdi>«{remark.text}»</bdi>
            {remark.way === 'ask_again' && <b class="mini"> · {t(askWords).ask_again}</b>}
            {remark.way === 'unknown' && <b class="mini"> · {t(askWords).set_unknown}</b>}
          </Quote>
        );
      })}
      <Button
        kind={isMendable(entry) ? 'main' : 'plain'}
        size="small"
        href={isMendable(entry) ? `#/mend/${entry.entry_id}` : `#/entry/${entry.entry_id}`}
      >
        {askedAgain(entry).length > 0 ? t(askWords).ask : say.mend_this}
      </Button>
    </article>
  );
}
