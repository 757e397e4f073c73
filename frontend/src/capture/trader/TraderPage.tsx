import { useState } from 'preact/hooks';
import type { ScreenProps } from '../../app/router';
import { goBack } from '../../app/router';
import { t } from '../../i18n';
import { drafts, entries, type LocalEntry, type Trader } from '../../store';
import {
  ActButton,
  Acts,
  Banner,
  Button,
  Empty,
  Facts,
  ListRow,
  PlaceSquare,
  Screen,
  SectionTile,
  SubHead,
  showUndo,
  TopBar,
} from '../../ui';
import { MENDING } from '../draft';
import { EntryRow } from '../mine/EntryRow';
import { civilName, sectionOf, tradeName, traderOf } from '../named';
import { day } from '../now';
import { inform, isListed } from '../presence/listed';
import { words as listedWords } from '../presence/listed-words';
import { record, restore } from '../presence/mark';
import { markOn, type Status, statusOf, subjectAt } from '../presence/marks';
import { walkTo } from '../presence/position';
import { StatusLabel, statusShort } from '../presence/Status';
import { words as presence } from '../presence/words';
import { SaveFailure } from '../SaveFailure';
import { ground, marks } from '../souk';
import { AskAgainHere } from '../survey/AskAgain';
import { startSurvey } from '../survey/begin';
import { surveyWord } from '../survey/SurveyStanding';
import { isToAsk, ToAskSign } from '../survey/ToAsk';
import { words as shared } from '../words';
import { placesOf } from './TraderRow';
import { Withdraw } from './Withdraw';
import { withdrawn } from './withdrawal';
import { words } from './words';

/** Who they are, where they stand, what the day says of them, and what can be done next. */
export function TraderPage({ params }: ScreenProps) {
  const trader = traderOf(params.id);
  const back = () => goBack('/find');
  if (!trader) {
    return (
      <Screen top={<TopBar title={t(words).find} back={back} />}>
        <Empty>{t(words).missing}</Empty>
      </Screen>
    );
  }
  const [place] = placesOf(trader);
  const gone = withdrawn(trader.id, entries.value.values()).length > 0;
  return (
    <Screen
      top={
        <TopBar
          title={trader.known_as}
          subtitle={civilName(trader) ?? undefined}
          back={back}
          lead={place && <PlaceSquare number={place.number} size={44} />}
        />
      }
      footLine
      foot={!gone && (isListed(trader) ? <Inform trader={trader} /> : <Actions trader={trader} />)}
    >
      <SaveFailure />
      {gone && <Banner icon="flag">{t(words).withdrawn_note}</Banner>}
      {!gone && isListed(trader) && <Banner icon="info">{t(listedWords).note}</Banner>}
      <AskAgainHere of={{ trader_id: trader.id }} />
      <About trader={trader} />
      <Recorded trader={trader} gone={gone} />
    </Screen>
  );
}

function About({ trader }: { trader: Trader }) {
  const say = t(words);
  const section = sectionOf(trader);
  const places = placesOf(trader);
  const status = statusOf(marks.value, trader, places);
  const survey = surveyWord(trader);
  return (
    <section class="pad air column">
      <div class="row">
        <SectionTile section={section} />
        <b>{tradeName(trader.trade)}</b>
      </div>
      <Facts
        facts={[
          { name: say.today, value: <StatusLabel status={status} /> },
          {
            name: say.places,
            value: places.map((place) => place.number).join('، ') || t(shared).itinerant,
          },
          ...(survey || isToAsk(trader)
            ? [
                {
                  name: say.survey,
                  value: (
                    <>
                      {survey} <ToAskSign trader={trader} />
                    </>
                  ),
                },
              ]
            : []),
          ...(trader.badge
            ? [{ name: t(shared).badge, value: <bdi class="num">{trader.badge}</bdi> }]
            : []),
          ...(trader.state === 'provisional'
            ? [{ name: say.title, value: t(shared).provisional }]
            : []),
        ]}
      />
    </section>
  );
}

/** Of somebody with a place, the place is marked as the walk would; of an itinerant, the person. */
async function markTrader(trader: Trader, status: Status): Promise<void> {
  const [place] = placesOf(trader);
  const known = place ? (ground.value.occupants.get(place.id)?.length ?? 0) : 0;
  const subject = place ? subjectAt(place, trader, known) : { trader_id: trader.id };
  const before = markOn(marks.value, subject);
  const saved = await record(subject, status);
  if (!saved) return;
  const text = t(presence).marked({ subject: trader.known_as, status: statusShort(status) });
  showUndo({ text, undo: () => restore(before, saved.entry_id, subject) });
}

/** Whoever is only on a list is informed before anything is recorded of them (IM5). */
function Inform({ trader }: { trader: Trader }) {
  return (
    <ActButton main icon="aloud" onClick={() => inform(trader)}>
      {t(listedWords).inform}
    </ActButton>
  );
}

function Actions({ trader }: { trader: Trader }) {
  const say = t(words);
  const [place] = placesOf(trader);
  const paused = [...drafts.value.values()].find(
    ({ kind, step, subject }) =>
      kind === 'survey' && step !== MENDING && subject.trader_id === trader.id,
  );
  return (
    <>
      <Acts columns={2}>
        <Button size="small" onClick={() => markTrader(trader, 'absent')}>
          {t(presence).act_absent}
        </Button>
        {paused ? (
          <Button size="small" href={`#/survey/${paused.draft_id}`}>
            {say.survey}
          </Button>
        ) : (
          <Button
            size="small"
            onClick={() => startSurvey({ trader_id: trader.id, stall_id: place?.id })}
          >
            {say.survey}
          </Button>
        )}
      </Acts>
      {day.value.is !== 'none' && (
        <ActButton main icon="present" onClick={() => markTrader(trader, 'present')}>
          {say.mark_present}
        </ActButton>
      )}
    </>
  );
}

function Recorded({ trader, gone }: { trader: Trader; gone: boolean }) {
  const say = t(words);
  const [asked, setAsked] = useState(false);
  const [place] = placesOf(trader);
  const mine = [...entries.value.values()].filter(
    (entry) => isAbout(entry, trader) && entry.state !== 'cancelled',
  );
  return (
    <>
      {place && (
        <ListRow title={say.go_to_place} count={place.number} onClick={() => walkTo(place)} />
      )}
      {!gone && !isListed(trader) && (
        <ListRow title={say.change_details} href={`#/trader/${trader.id}/change`} />
      )}
      {!gone && <ListRow title={say.withdraw} onClick={() => setAsked(true)} />}
      {asked && <Withdraw trader={trader} onClose={() => setAsked(false)} />}
      {mine.length > 0 && <SubHead end={mine.length}>{say.my_entries}</SubHead>}
      {mine.map((entry) => (
        <EntryRow key={entry.entry_id} entry={entry} />
      ))}
    </>
  );
}

function isAbout({ subject, kind }: LocalEntry, trader: Trader): boolean {
  return subject.trader_id === trader.id && kind !== 'presence';
}
