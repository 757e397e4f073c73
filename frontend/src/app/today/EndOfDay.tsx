import { places, walkTo } from '../../capture/presence/position';
import { marks, zonePlaces } from '../../capture/souk';
import { formatTime, t } from '../../i18n';
import { drafts, entries, practising, syncStatus } from '../../store';
import { startSync } from '../../sync';
import { Button, Icon, type IconName, ListRow, Screen, TopBar, Verdict } from '../../ui';
import { ClosingCode } from '../closing/ClosingCode';
import { goBack } from '../router';
import { type DayLeft, hasArrived, leftOf, onlyHere, pressing } from './day-left';
import { words } from './end-of-day-words';

/** What is left, each with one thing to do about it; above it whether everything has arrived. */
export function EndOfDay() {
  const say = t(words);
  const mine = zonePlaces.value.length > 0 ? zonePlaces.value : places.value;
  const left = leftOf(mine, marks.value, entries.value.values(), drafts.value.values());
  return (
    <Screen
      top={<TopBar title={say.title} back={() => goBack('/')} />}
      footLine
      foot={<Ending left={left} />}
    >
      <div role="status">{hasArrived(left) ? <Arrived /> : <OnlyHere left={left} />}</div>
      {!hasArrived(left) && <ClosingCode />}
      <Rows left={left} />
      {hasArrived(left) && <ClosingCode />}
    </Screen>
  );
}

function Arrived() {
  const say = t(words);
  const { last_ok_at } = syncStatus.value;
  return (
    <Verdict
      sign={<Icon name="sent" size={40} />}
      title={say.arrived}
      second={last_ok_at ? say.arrived_at({ time: formatTime(last_ok_at) }) : undefined}
    />
  );
}

function OnlyHere({ left }: { left: DayLeft }) {
  const say = t(words);
  const todo = { unsent: say.do_send, to_fix: say.do_fix, paused: say.do_finish };
  if (onlyHere(left) === 0) {
    return (
      <Verdict
        sign={<Icon name="camera" size={40} />}
        title={say.photos_only_here({ n: left.photos })}
        second={say.do_send_photos}
      />
    );
  }
  return (
    <Verdict
      sign={<Icon name="saved" size={40} />}
      title={say.only_here({ n: onlyHere(left) })}
      second={todo[pressing(left)]}
    />
  );
}

function Rows({ left }: { left: DayLeft }) {
  const say = t(words);
  const [next] = left.unvisited;
  return (
    <>
      <Row
        icon="unset"
        title={say.unvisited}
        count={left.unvisited.length}
        act={say.do_visit}
        go={{ onClick: () => next && walkTo(next) }}
      />
      <Row
        icon="returned"
        title={say.returned}
        count={left.returned}
        act={say.do_mend}
        go={{ href: '#/entries' }}
      />
      <Row
        icon="fix"
        title={say.to_fix}
        count={left.to_fix}
        act={say.do_mend}
        go={{ href: '#/entries' }}
      />
      <Row
        icon="pause"
        title={say.paused}
        count={left.paused}
        act={say.do_go_on}
        go={{ href: '#/paused' }}
      />
      <Row
        icon="waiting"
        title={say.unsent}
        count={left.unsent}
        act={say.send_now}
        go={{ href: '#/sync' }}
      />
      {left.photos > 0 && (
        <Row
          icon="camera"
          title={say.photos}
          count={left.photos}
          act={say.send_now}
          go={{ href: '#/sync' }}
        />
      )}
    </>
  );
}

interface RowProps {
  icon: IconName;
  title: string;
  count: number;
  /** What pressing does. */
  act: string;
  go: { href: string } | { onClick: () => void };
}

function Row({ icon, title, count, act, go }: RowProps) {
  if (count === 0) {
    return <ListRow lead={<Icon name="check" />} title={title} count={0} />;
  }
  return (
    <ListRow
      lead={<Icon name={icon} />}
      title={<b>{title}</b>}
      {...{ count }}
      second={act}
      {...go}
    />
  );
}

function Ending({ left }: { left: DayLeft }) {
  const say = t(words);
  if (left.unsent === 0 || practising.value)
    return <Button onClick={() => goBack('/')}>{say.back}</Button>;
  const { phase, done, total } = syncStatus.value;
  const sending = phase === 'sending' && total > 0;
  return (
    <>
      {phase === 'offline' && (
        <>
          <p class="center soft small" role="status">
            {say.offline}
          </p>
          <Button icon="download" href="#/by-hand">
            {say.by_hand}
          </Button>
        </>
      )}
      <Button kind="main" icon="sync" onClick={() => void startSync('button')}>
        {sending ? say.sending({ done, total }) : say.send_now}
      </Button>
    </>
  );
}
