import { t } from '../../i18n';
import { classes } from '../../ui';
import type { Field } from '../kinds';
import { momentOf, nameOf, nameOfBy } from '../names';
import { me } from '../session';
import type { By, EntryDetail, ReviewOf, Revision } from '../types';
import { wayWords } from './way-words';
import { words } from './words';

type Moment =
  | { at: string; review: ReviewOf; revision?: never }
  | { at: string; revision: Revision; review?: never };

/** What was said and done about the entry, oldest first: revisions of the author, decisions of coaches. */
export function Thread({ entry, fields }: { entry: EntryDetail; fields: readonly Field[] }) {
  const say = t(words);
  const labels = new Map(fields.map(({ path, label }) => [path, label]));
  return (
    <>
      <div class="qh">
        <h2>{say.thread}</h2>
        <bdi class="small soft">{nameOf(entry.author)}</bdi>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the arrow keys */}
      <ol class="messages" tabIndex={0} aria-label={say.thread}>
        {momentsOf(entry).map((moment) => (
          <li key={moment.review?.id ?? `rev${moment.revision?.rev}`}>
            {moment.review ? (
              <Decided review={moment.review} labels={labels} today={entry.souk_date} />
            ) : (
              <Revised revision={moment.revision} entry={entry} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

export function momentsOf(entry: Pick<EntryDetail, 'reviews' | 'revisions'>): Moment[] {
  const moments: Moment[] = [
    ...entry.revisions
      .filter(({ at_desk }) => !at_desk)
      .map((revision) => ({ at: revision.received_at, revision })),
    ...entry.reviews.map((review) => ({ at: review.at, review })),
  ];
  return moments.sort((one, other) => one.at.localeCompare(other.at));
}

function Revised({ revision, entry }: { revision: Revision; entry: EntryDetail }) {
  const say = t(words);
  const what = { create: say.created, revise: say.revised, cancel: say.cancelled }[revision.type];
  return (
    <div class="msg them">
      <p class="soft">
        <bdi>{nameOf(entry.author)}</bdi> · {momentOf(revision.recorded_at, entry.souk_date)}
      </p>
      <p>
        {what} · {say.revision({ rev: revision.rev })}
      </p>
    </div>
  );
}

interface DecidedProps {
  review: ReviewOf;
  labels: ReadonlyMap<string, string>;
  today: string;
}

function Decided({ review, labels, today }: DecidedProps) {
  const say = t(words);
  const kind = `did_${review.decision}` as keyof typeof say;
  const what = say[kind];
  return (
    <div class={classes('msg', isMine(review.by) ? 'mine' : 'coach')}>
      <p class="soft">
        <bdi>{isMine(review.by) ? say.you : nameOfBy(review.by)}</bdi> ·{' '}
        {momentOf(review.at, today)}
      </p>
      <p class="strong">
        {typeof what === 'string' ? what : review.decision}
        {review.undone && ` · ${say.undone}`}
      </p>
      {review.reason && (
        <p>
          <bdi>{review.reason}</bdi>
        </p>
      )}
      {review.comments.map((comment) => (
        <p key={comment.path}>
          <span class="soft">
            {comment.path
              ? say.on_field({ field: labels.get(comment.path) ?? comment.path })
              : say.on_whole}
          </span>
          <br />
          <bdi>{comment.text}</bdi>
          {comment.way === 'ask_again' && <b> · {t(wayWords).ask_again}</b>}
          {comment.way === 'unknown' && <b> · {t(wayWords).was_set_unknown}</b>}
        </p>
      ))}
    </div>
  );
}

/** Decisions carry names; the desk knows its own person by them. */
function isMine(by: By): boolean {
  const person = me.value?.person;
  return (
    !('policy' in by) &&
    person !== undefined &&
    by.name_latin === person.name_latin &&
    by.name_ar === person.name_ar
  );
}
