import { goBack } from '../../app/router';
import { formatDay, formatTime, t } from '../../i18n';
import { type Draft, drafts, dropDraft, saveDraft } from '../../store';
import { Button, Empty, Icon, ListRow, Screen, showUndo, TopBar } from '../../ui';
import { subjectName, traderOf } from '../named';
import { saving } from '../saving';
import { words } from './paused-words';

const HREFS: Readonly<Record<string, string>> = { survey: '#/survey/', trader: '#/register/' };

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

function Row({ draft }: { draft: Draft }) {
  const say = t(words);
  const discard = async () => {
    await saving(() => dropDraft(draft.draft_id));
    showUndo({ text: say.discarded, undo: () => void saving(() => saveDraft(draft)) });
  };
  const known = traderOf(draft.subject.trader_id)?.known_as;
  const name = known ?? (String(draft.body.known_as ?? '') || subjectName(draft.subject));
  return (
    <>
      <ListRow
        lead={<Icon name={draft.kind === 'survey' ? 'pause' : 'person'} />}
        title={
          <>
            <b>{draft.kind === 'survey' ? say.survey : say.registration}</b> · <bdi>{name}</bdi>
          </>
        }
        second={`${formatDay(draft.souk_date, 'short')} · ${formatTime(draft.saved_at)}`}
        href={`${HREFS[draft.kind] ?? '#/'}${draft.draft_id}`}
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
