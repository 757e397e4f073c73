import { goBack } from '../../app/router';
import { photoOf } from '../../entries/medium';
import { formatDay, formatTime, t } from '../../i18n';
import { type Draft, drafts, dropDraft, photoBytes, saveDraft } from '../../store';
import { Button, Empty, Icon, ListRow, Screen, showUndo, TopBar } from '../../ui';
import { hrefOf, MENDING } from '../draft';
import { kindOf } from '../kinds';
import { subjectName, traderOf } from '../named';
import { saving } from '../saving';
import { words } from './paused-words';

/** What was begun and not finished: surveys on pause, registrations. */
export function Paused() {
  const say = t(words);
  const all = [...drafts.value.values()].sort((a, b) => (a.saved_at > b.saved_at ? -1 : 1));
  return (
    <Screen top={<TopBar title={say.title} back={() => goBack('/')} />}>
      {all.length === 0 && <Empty>{say.nothing}</Empty>}
      {all.map((draft) => (
        <Row key={draft.draft_id} draft={draft} />
      ))}
    </Screen>
  );
}

/** What is of the whole day is of nobody. */
function aboutOf({ subject }: Draft): string {
  return subject.stall_id || subject.trader_id ? subjectName(subject) : '';
}

/** «Registration», «Survey · being corrected». */
function wordOf(draft: Draft): string {
  const what = kindOf(draft.kind)?.begun?.(draft) ?? draft.kind;
  return draft.step === MENDING ? t(words).mending({ what }) : what;
}

function Row({ draft }: { draft: Draft }) {
  const say = t(words);
  const discard = async () => {
    // Its photo goes with it, and comes back with it.
    const photo = photoOf(draft.body);
    const bytes = photo && (await photoBytes(photo.sha256));
    const media = bytes && new Map([[photo.sha256, bytes]]);
    await saving(() => dropDraft(draft.draft_id));
    showUndo({ text: say.discarded, undo: () => void saving(() => saveDraft(draft, media)) });
  };
  const known = traderOf(draft.subject.trader_id)?.known_as;
  const name = known ?? (String(draft.body.known_as ?? '') || aboutOf(draft));
  return (
    <>
      <ListRow
        lead={<Icon name={kindOf(draft.kind)?.icon ?? 'pause'} />}
        title={
          <>
            <b>{wordOf(draft)}</b>
            {name && (
              <>
                {' · '}
                <bdi>{name}</bdi>
              </>
            )}
          </>
        }
        second={`${formatDay(draft.souk_date, 'short')} · ${formatTime(draft.saved_at)}`}
        href={hrefOf(draft)}
      />
      <div class="pad row">
        <span class="push" />
        <Button kind="quiet" size="small" fit onClick={discard}>
          {say.discard}
        </Button>
      </div>
    </>
  );
}
