import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Stall, Trader } from '../../store';
import {
  ActButton,
  Acts,
  Button,
  type Children,
  classes,
  ListRow,
  Screen,
  Sheet,
  SquareToggle,
} from '../../ui';
import { placeName, tradeName } from '../named';
import { SaveFailure } from '../SaveFailure';
import { marks } from '../souk';
import { SurveyStanding } from '../survey/SurveyStanding';
import { ToAskSign } from '../survey/ToAsk';
import { LaneHere } from './LaneHere';
import { record } from './mark';
import { lookOf, markAt, type Status, subjectAt } from './marks';
import { goOn, next } from './position';
import { SomeoneElse } from './SomeoneElse';
import { goDeaf, isDeaf, tap } from './tap';
import { words } from './words';

interface SeveralProps {
  band: Children;
  place: Stall;
  traders: readonly Trader[];
}

/** A shared place: a row a trader. It goes on when each has a mark, or when "next" is pressed. */
export function Several({ band, place, traders }: SeveralProps) {
  const say = t(words);
  const [asking, setAsking] = useState(false);
  const advance = () => {
    if (isDeaf()) return;
    goDeaf();
    goOn(place);
  };
  const allPresent = async () => {
    if (isDeaf()) return;
    goDeaf();
    const subjects = traders.map((trader) => subjectAt(place, trader, traders.length));
    goOn(place);
    for (const subject of subjects) await record(subject, 'present');
  };
  return (
    <Screen
      top={band}
      foot={
        <>
          <Acts columns={2}>
            <Button icon="other" size="small" onClick={() => setAsking(true)}>
              {say.someone_else}
            </Button>
            <Button iconEnd="go" size="small" onClick={advance}>
              {next.value ? say.next_place({ number: next.value.number }) : say.next}
            </Button>
          </Acts>
          <ActButton main icon="present" onClick={allPresent}>
            {say.all_present({ n: traders.length })}
          </ActButton>
        </>
      }
    >
      <LaneHere />
      <SaveFailure />
      <section class="pad column under-undo">
        <p class="row">
          <b class="q">{placeName(place)}</b>
          <span class="soft small">{say.traders_here({ n: traders.length })}</span>
        </p>
        <div class="shared">
          {traders.map((trader) => (
            <Row key={trader.id} place={place} trader={trader} traders={traders} />
          ))}
        </div>
      </section>
      {asking && <InsteadOf place={place} traders={traders} onClose={() => setAsking(false)} />}
    </Screen>
  );
}

interface RowProps {
  place: Stall;
  trader: Trader;
  traders: readonly Trader[];
}

function Row({ place, trader, traders }: RowProps) {
  const say = t(words);
  const look = lookOfMark(place, trader);
  const mark = async (status: 'present' | 'absent') => {
    if (isDeaf()) return;
    const subject = subjectAt(place, trader, traders.length);
    await tap({ place, subject, status, name: trader.known_as });
    if (!traders.every((one) => lookOfMark(place, one))) return;
    goDeaf();
    goOn(place);
  };
  const label = (status: string) => say.marked({ subject: trader.known_as, status });
  return (
    <div class={classes('tr', look !== null && 'done')}>
      <div class="main">
        <p class="title">
          <bdi>{trader.known_as}</bdi>
        </p>
        <p class="mini soft">
          {tradeName(trader.trade)} <SurveyStanding trader={trader} /> <ToAskSign trader={trader} />
        </p>
      </div>
      <SquareToggle
        icon="nothere"
        on={look === 'nothere'}
        label={label(say.short_absent)}
        onClick={() => mark('absent')}
      >
        {say.short_absent}
      </SquareToggle>
      <SquareToggle
        icon={look === 'present' ? 'present' : 'present-o'}
        on={look === 'present'}
        label={label(say.short_present)}
        onClick={() => mark('present')}
      >
        {say.short_present}
      </SquareToggle>
    </div>
  );
}

/** At a shared place somebody else is there instead of one of them; the others keep their marks. */
function InsteadOf({
  place,
  traders,
  onClose,
}: Omit<SeveralProps, 'band'> & { onClose: () => void }) {
  const [absent, setAbsent] = useState<Trader | null>(null);
  if (absent) {
    const subject = subjectAt(place, absent, traders.length);
    const mark = (status: Status) => void tap({ place, subject, status, name: absent.known_as });
    return <SomeoneElse place={place} subject={subject} onMark={mark} onClose={onClose} />;
  }
  return (
    <Sheet open title={t(words).instead_of} onClose={onClose}>
      {traders.map((trader) => (
        <ListRow
          key={trader.id}
          title={<bdi>{trader.known_as}</bdi>}
          second={tradeName(trader.trade)}
          onClick={() => setAbsent(trader)}
        />
      ))}
    </Sheet>
  );
}

function lookOfMark(place: Stall, trader: Trader) {
  const mark = markAt(marks.value, place, trader);
  return mark ? lookOf(mark.status) : null;
}
