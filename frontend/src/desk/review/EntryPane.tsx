import { useState } from 'preact/hooks';
import type { Comment } from '../../entries/types';
import { formatDay, t } from '../../i18n';
import { Button, Icon, Num, Press, StateLabel } from '../../ui';
import { readEntry } from '../api';
import { fieldsOf, kindName } from '../kinds';
import { Loaded, ProblemNote, useLoad } from '../load';
import { hourOf, sectionName, stateName } from '../names';
import type { EntryDetail } from '../types';
import { Actions } from './Actions';
import { Changes, changesOf } from './Changes';
import { EntryPhotos } from './EntryPhotos';
import { LockedNote } from './LockedNote';
import { Meanwhile } from './Meanwhile';
import { ReturnForm } from './ReturnForm';
import { approvesRest, draftComments, EMPTY_DRAFT, type ReturnDraft } from './return-draft';
import { SamePerson } from './SamePerson';
import { sameWords } from './same-words';
import { Thread } from './Thread';
import { subjectOf } from './title';
import type { Deciding } from './useDeciding';
import { words } from './words';

interface EntryPaneProps {
  id: string | null;
  backTo: string;
  deciding: Deciding;
  /** Whether entries are ticked in the list. */
  others: boolean;
  onNext: () => void;
}

/** The entry that is read now, beside what was said about it. */
export function EntryPane(props: EntryPaneProps) {
  if (props.id === null) return <NothingChosen />;
  return <Read {...props} id={props.id} />;
}

function NothingChosen() {
  return (
    <>
      <section class="entry">
        <p class="nothing">{t(words).choose}</p>
      </section>
      <section class="thread" />
    </>
  );
}

function Read({ id, ...props }: EntryPaneProps & { id: string }) {
  const entry = useLoad(() => readEntry(id), id);
  if (entry.data === null) {
    return (
      <>
        <section class="entry">
          <BackToList href={props.backTo} />
          <Loaded of={entry}>{() => null}</Loaded>
        </section>
        <section class="thread" />
      </>
    );
  }
  return <Whole {...props} entry={entry.data} reload={entry.reload} />;
}

interface WholeProps extends Omit<EntryPaneProps, 'id'> {
  entry: EntryDetail;
  reload: () => void;
}

function Whole({ entry, backTo, deciding, others, onNext, reload }: WholeProps) {
  const [draft, setDraft] = useState<ReturnDraft>(EMPTY_DRAFT);
  const fields = fieldsOf(entry);
  const changes = changesOf(entry);
  const chosen = (path: string) => draft.paths.includes(path);
  const choose = (path: string) => {
    const paths = chosen(path)
      ? draft.paths.filter((other) => other !== path)
      : [...draft.paths, path];
    setDraft({ ...draft, paths, asked: false });
  };
  const send = () => {
    const comments = draftComments(draft);
    const decision = approvesRest(draft) ? 'approve' : 'return';
    if (comments.length > 0) deciding.one(entry, decision, { comments });
    else {
      setDraft({ ...draft, asked: true });
      document.getElementById('return')?.scrollIntoView({ block: 'nearest' });
      document.querySelector<HTMLElement>('#return h2')?.focus();
    }
  };
  const returnable = entry.state === 'received' && entry.proposed_rev === null;
  const changed = new Set(changes.map(({ path }) => path));
  return (
    <>
      <section class="entry">
        <BackToList href={backTo} />
        <Head entry={entry} />
        <div class="scroll" tabIndex={-1}>
          <Stopped deciding={deciding} entry={entry} reload={reload} />
          {entry.lock && <LockedNote lock={entry.lock} />}
          <Changes entry={entry} changes={changes} />
          <dl class="answers">
            {fields
              .filter(({ path }) => !changed.has(path))
              .map(({ path, label, value, isolate }) => (
                <div key={path} class={chosen(path) ? 'ans chosen' : 'ans'}>
                  <dt>
                    {returnable ? (
                      <Press pressed={chosen(path)} onClick={() => choose(path)}>
                        {label}
                      </Press>
                    ) : (
                      label
                    )}
                  </dt>
                  <dd>{isolate ? <bdi>{value}</bdi> : value}</dd>
                </div>
              ))}
          </dl>
          <SameAs entry={entry} onChanged={deciding.lookAgain} />
          <EntryPhotos key={`${entry.entry_id} ${entry.rev}`} entry={entry} />
          {entry.kind === 'survey' && <p class="small soft under-card">{t(words).under_card}</p>}
        </div>
        <Actions
          entry={entry}
          deciding={deciding}
          others={others}
          onApprove={approvesRest(draft) ? send : () => deciding.one(entry, 'approve')}
          onReturn={send}
          onNext={onNext}
        />
      </section>
      <section class="thread" aria-label={t(words).thread}>
        <Thread entry={entry} fields={fields} />
        {returnable && (
          <ReturnForm
            draft={draft}
            onDraft={setDraft}
            fields={[...changes, ...fields.filter(({ path }) => !changed.has(path))]}
            suggested={suggestedPaths(entry, changes)}
            again={new Map(fields.flatMap(({ path, again }) => (again ? [[path, again]] : [])))}
            onSend={send}
            keys
          />
        )}
      </section>
    </>
  );
}

/** A registration of somebody who may be known already under another name. */
function SameAs({ entry, onChanged }: { entry: EntryDetail; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  const stands = entry.state === 'received' || entry.state === 'approved';
  if (entry.kind !== 'trader' || !entry.trader_id || !stands) return null;
  const trader = { trader_id: entry.trader_id, known_as: entry.title.trader ?? '' };
  return (
    <div class="pad">
      <Button size="small" kind="quiet" icon="merge" fit onClick={() => setOpen(true)}>
        {t(sameWords).same_as}
      </Button>
      <SamePerson of={open ? trader : null} onClose={() => setOpen(false)} onChanged={onChanged} />
    </div>
  );
}

/** Fields that the eye is on anyway: changed ones, and those a coach spoke of before. */
function suggestedPaths(entry: EntryDetail, changes: readonly { path: string }[]): string[] {
  const spoken = entry.reviews.flatMap((review) =>
    review.comments.map((comment: Comment) => comment.path),
  );
  return [...new Set([...changes.map(({ path }) => path), ...spoken])];
}

function BackToList({ href }: { href: string }) {
  return (
    <a class="to-list" href={href}>
      <Icon name="back" />
      <span>{t(words).back}</span>
    </a>
  );
}

function Head({ entry }: { entry: EntryDetail }) {
  const say = t(words);
  const state = entry.state === 'cancelled' ? 'held' : entry.state;
  const section = entry.title.section;
  return (
    <div class="qh">
      <div>
        <h2>
          {kindName(entry.kind)} <bdi>{subjectOf(entry)}</bdi>
        </h2>
        <p class="small soft">
          {section && `${sectionName(section)} · `}
          {formatDay(entry.souk_date)} · {say.revision({ rev: entry.rev })}
          {lasted(entry)}
        </p>
      </div>
      <StateLabel state={state}>
        {stateName(entry.state)} <Num>{hourOf(since(entry))}</Num>
      </StateLabel>
    </div>
  );
}

/** How long an interview took, where the kind says when it began and ended. */
function lasted({ body }: EntryDetail): string {
  const [from, to] = [Date.parse(String(body.started_at)), Date.parse(String(body.ended_at))];
  const seconds = Math.round((to - from) / 1000);
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const say = t(words);
  const [min, s] = [Math.floor(seconds / 60), seconds % 60];
  return ` · ${min > 0 ? say.lasted_min({ min, s }) : say.lasted_s({ s })}`;
}

function Stopped({ deciding, entry, reload }: Pick<WholeProps, 'deciding' | 'entry' | 'reload'>) {
  const { meanwhile, problem } = deciding;
  if (meanwhile?.entryId === entry.entry_id) {
    return (
      <Meanwhile
        {...meanwhile}
        onLook={() => {
          deciding.lookAgain();
          reload();
        }}
      />
    );
  }
  return problem && <ProblemNote problem={problem} />;
}

/** When the entry came to be in its state: it arrived, or it was decided. */
function since({ state, received_at, reviews }: EntryDetail): string {
  const last = reviews[reviews.length - 1];
  return state === 'received' || !last ? received_at : last.at;
}
