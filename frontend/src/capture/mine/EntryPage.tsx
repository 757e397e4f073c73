import { goBack, type ScreenProps } from '../../app/router';
import { formatDay, formatTime, t } from '../../i18n';
import { cancelEntry, entries, type LocalEntry, saveEntry } from '../../store';
import { Bdi, Button, Empty, Facts, Quote, Screen, SubHead, showUndo, TopBar } from '../../ui';
import { kindOf } from '../kinds';
import { SaveFailure } from '../SaveFailure';
import { saving } from '../saving';
import { words as askWords } from '../survey/ask-words';
import { PhotoOf } from '../trader/photo/PhotoOf';
import { entryAbout, entryTitle } from './EntryRow';
import {
  commentsOf,
  deciderName,
  EntryStateLabel,
  errorWord,
  flagWords,
  isMendable,
  refusalWord,
} from './state';
import { words } from './words';

/** One entry: where it is, what was said of it, what it says. */
export function EntryPage({ params }: ScreenProps) {
  const say = t(words);
  const entry = entries.value.get(params.id ?? '');
  const back = () => goBack('/entries');
  if (!entry) {
    return (
      <Screen top={<TopBar title={say.entry} back={back} />}>
        <Empty>{say.gone}</Empty>
      </Screen>
    );
  }
  return (
    <Screen
      top={
        <TopBar title={entryTitle(entry)} subtitle={<Bdi>{entryAbout(entry)}</Bdi>} back={back} />
      }
      footLine
      foot={<Actions entry={entry} />}
    >
      <SaveFailure />
      <Where entry={entry} />
      <Motive entry={entry} />
      <Thread entry={entry} />
      <Content entry={entry} />
      <PhotoOf entry={entry} />
    </Screen>
  );
}

function Where({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const flags = flagWords(entry.flags);
  return (
    <section class="pad column air">
      <EntryStateLabel state={entry.state} />
      <p class="mini soft">
        {formatDay(entry.souk_date)} · {say.recorded} <Bdi>{formatTime(entry.recorded_at)}</Bdi>
      </p>
      {flags.length > 0 && <p class="mini soft">{flags.join(' · ')}</p>}
    </section>
  );
}

/** Why the server refused it: what is wrong, and in which answer. */
function Motive({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const { refusal } = entry;
  if (!refusal) return null;
  const fields = kindOf(entry.kind)?.fields(entry) ?? [];
  return (
    <section class="motive pad column">
      <h2>{say.motive}</h2>
      <p>{refusalWord(refusal.code)}</p>
      {refusal.errors.map(({ path, code }, index) => (
        <p key={index} class="strong">
          {fields.find((field) => field.path === path)?.name ?? say.whole}
          {' · '}
          {errorWord(code)}
        </p>
      ))}
      {refusal.reason && (
        <p>
          <Bdi>{refusal.reason}</Bdi>
        </p>
      )}
    </section>
  );
}

function Thread({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const fields = kindOf(entry.kind)?.fields(entry) ?? [];
  const remarks = commentsOf(entry);
  const { decision } = entry;
  if (!decision && remarks.length === 0) return null;
  return (
    <>
      <SubHead end={decision && formatTime(decision.at)}>{say.thread}</SubHead>
      <section class="pad column air">
        {decision && <Bdi>{say.decided({ name: deciderName(decision.by) })}</Bdi>}
        {remarks.map((remark, index) => (
          <Quote
            key={index}
            from={fields.find(({ path }) => path === remark.path)?.name ?? say.whole}
          >
            <Bdi>{remark.text}</Bdi>
            {remark.way === 'unknown' && <b class="mini"> · {t(askWords).set_unknown}</b>}
          </Quote>
        ))}
      </section>
    </>
  );
}

function Content({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  if (entry.bodiless) return <p class="pad air soft">{say.body_elsewhere}</p>;
  const fields = kindOf(entry.kind)?.fields(entry) ?? [];
  const wrong = new Map(entry.refusal?.errors.map(({ path, code }) => [path, errorWord(code)]));
  return (
    <>
      <SubHead>{say.content}</SubHead>
      <section class="pad air">
        <Facts
          facts={fields.map(({ path, name, value }) => ({
            name,
            value: (
              <>
                <Bdi>{value}</Bdi>
                {wrong.has(path) && <span class="mini st fix">{wrong.get(path)}</span>}
              </>
            ),
          }))}
        />
      </section>
    </>
  );
}

function Actions({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const final = entry.state === 'cancelled' || entry.state === 'rejected' || entry.bodiless;
  if (final || !kindOf(entry.kind)) return null;
  const takeBack = async () => {
    if (!(await saving(() => cancelEntry(entry.entry_id)))) return;
    goBack('/entries');
    // What was taken back stays taken back: undoing it records the same anew.
    const { kind, body, souk_date, subject } = entry;
    const again = () => void saving(() => saveEntry({ kind, body, souk_date, subject }));
    showUndo({ text: say.taken_back, undo: again });
  };
  return (
    <>
      <Button kind={isMendable(entry) ? 'main' : 'plain'} href={`#/mend/${entry.entry_id}`}>
        {say.mend}
      </Button>
      {entry.state !== 'approved' && (
        <Button kind="quiet" size="small" onClick={takeBack}>
          {say.take_back}
        </Button>
      )}
    </>
  );
}
