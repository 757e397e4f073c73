import { goBack } from '../../app/router';
import { formatDay, formatTime, t } from '../../i18n';
import { type Draft, drafts, dropDraft, saveDraft } from '../../store';
import { Button, Empty, Icon, type IconName, ListRow, Screen, showUndo, TopBar } from '../../ui';
import { CHANGING, hrefOf, MENDING } from '../draft';
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

const ICONS: Readonly<Record<string, IconName>> = { trader: 'person', day_sheet: 'today' };

/** A sheet is of the whole day: of nobody. */
function aboutOf({ kind, subject }: Draft): string {
  return kind === 'day_sheet' ? '' : subjectName(subject);
}

/** «Registration», «Survey · being corrected». */
function wordOf({ kind, step }: Draft): string {
  const say = t(words);
  const known: Readonly<Record<string, string>> = {
    survey: say.survey,
    trader: step === CHANGING ? say.change : say.registration,
    day_sheet: say.day_sheet,
  };
  const word = known[kind] ?? kind;
  return step === MENDING ? say.mending({ what: word }) : word;
}

function Row({ draft }: { draft: Draft }) {
  const say = t(words);
  const discard = async () => {
    await saving(() => dropDraft(draft.draft_id));
    showUndo({ text: say.discarded, undo: () => void saving(() => saveDraft(draft)) });
  };
  const known = traderOf(draft.subject.trader_id)?.known_as;
  const name = known ?? (String(draft.body.known_as ?? '') || aboutOf(draft));
  return (
    <>
      <ListRow
        lead={<Icon name={ICONS[draft.kind] ?? 'pause'} />}
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
