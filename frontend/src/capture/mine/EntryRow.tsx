import { formatDay, t } from '../../i18n';
import type { LocalEntry } from '../../store';
import { Icon, ListRow } from '../../ui';
import { kindOf } from '../kinds';
import { subjectName } from '../named';
import { day } from '../now';
import { setUnknown } from '../survey/ask-again';
import { words as askWords } from '../survey/ask-words';
import { EntryStateLabel } from './state';
import { words } from './words';

export function entryTitle(entry: LocalEntry): string {
  return kindOf(entry.kind)?.title(entry) ?? t(words).entry;
}

export function entryAbout(entry: LocalEntry): string {
  return kindOf(entry.kind)?.about(entry) ?? subjectName(entry.subject);
}

/** An entry in a list: what, about whom, which day if another, and where it is. */
export function EntryRow({ entry }: { entry: LocalEntry }) {
  const about = entryAbout(entry);
  const unknown = setUnknown(entry).length;
  const another = entry.souk_date !== day.value.date;
  return (
    <ListRow
      lead={<Icon name={kindOf(entry.kind)?.icon ?? 'form'} />}
      title={
        <>
          <b>{entryTitle(entry)}</b>
          {about && (
            <>
              {' '}
              <span class="of">
                <bdi>{about}</bdi>
              </span>
            </>
          )}
        </>
      }
      second={
        <>
          <EntryStateLabel state={entry.state} />
          {entry.photo === 'waiting' && ` · ${t(words).photo_waits}`}
          {another && ` · ${formatDay(entry.souk_date, 'short')}`}
          {unknown > 0 && (
            <>
              {' · '}
              <span>{t(askWords).unknown_answers({ n: unknown })}</span>
            </>
          )}
        </>
      }
      href={`#/entry/${entry.entry_id}`}
    />
  );
}
