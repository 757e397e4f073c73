import { t } from '../../i18n';
import { Icon, VisuallyHidden } from '../../ui';
import { changesBetween, type FieldChange, fieldsIn, fieldsOf } from '../kinds';
import { flagName } from '../names';
import type { EntryDetail } from '../types';
import { words } from './words';

/** What the proposed revision changes, else what the newest changed of the one before. */
export function changesOf(entry: EntryDetail): FieldChange[] {
  const now = fieldsOf(entry);
  if (entry.proposed) {
    return entry.proposed.body ? changesBetween(now, fieldsIn(entry, entry.proposed.body)) : [];
  }
  return entry.previous ? changesBetween(fieldsIn(entry, entry.previous.body), now) : [];
}

/** Flags and differences come first: they are why the coach is here. */
export function Changes({
  entry,
  changes,
}: {
  entry: EntryDetail;
  changes: readonly FieldChange[];
}) {
  const say = t(words);
  return (
    <>
      {entry.flags.length > 0 && (
        <div class="flags">
          <h3>{say.flags({ n: entry.flags.length })}</h3>
          <ul>
            {entry.flags.map((flag) => (
              <li key={flag} class="st flag">
                <Icon name={flag === 'late' ? 'late' : 'flag'} size={20} />
                <span>{flagName(flag)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {entry.proposed && (
        <p class="flags strong">{entry.proposed.body ? say.proposed : say.proposed_cancel}</p>
      )}
      {changes.length > 0 && (
        <>
          {!entry.proposed && <h3 class="flags">{say.changed}</h3>}
          <dl class="answers">
            {changes.map((change) => (
              <Changed key={change.path} change={change} />
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function Changed({ change: { label, before, after } }: { change: FieldChange }) {
  const say = t(words);
  return (
    <div class="ans bad">
      <dt>{label}</dt>
      <dd class="change">
        <del>
          <VisuallyHidden>{say.was} </VisuallyHidden>
          <bdi>{before || say.no_answer}</bdi>
        </del>
        <Icon name="go" size={20} />
        <ins>
          <VisuallyHidden>{say.now} </VisuallyHidden>
          <bdi>{after || say.no_answer}</bdi>
        </ins>
      </dd>
    </div>
  );
}
