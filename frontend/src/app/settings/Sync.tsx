import { localDate } from '../../capture/day';
import { formatDay, formatTime, t } from '../../i18n';
import { photoNetwork, practising, syncStatus } from '../../store';
import { startPhotos, startSync } from '../../sync';
import { connectionType, standing } from '../../sync/network';
import {
  Banner,
  Bar,
  Bdi,
  Button,
  ErrorNote,
  Facts,
  Icon,
  Screen,
  TopBar,
  Verdict,
} from '../../ui';
import { JoinAgainButton } from '../join/JoinAgain';
import { words as practice } from '../practice/leave-words';
import { goBack } from '../router';
import { storageReport } from '../storage';
import { words } from './words';

/** Where sending stands, honestly: how many of how many, since when, and what hinders it. */
export function Sync() {
  return practising.value ? <NothingGoes /> : <Sending />;
}

function NothingGoes() {
  return (
    <Screen top={<TopBar title={t(words).sync} back={() => goBack('/entries')} />}>
      <Verdict title={t(practice).practising} second={t(practice).practising_note} />
    </Screen>
  );
}

function Sending() {
  const say = t(words);
  const { pending, photos, update_wanted } = syncStatus.value;
  const all = pending === 0 && photos === 0;
  return (
    <Screen
      top={<TopBar title={say.sync} back={() => goBack('/entries')} />}
      footLine
      foot={
        <Button kind="main" icon="sync" onClick={() => void startSync('button')}>
          {say.send_now}
        </Button>
      }
    >
      <Verdict
        sign={<Icon name={all ? 'sent' : 'saved'} size={40} />}
        title={pending > 0 ? say.waiting({ n: pending }) : titleWithout(photos)}
        second={all ? say.all_sent_note : pending > 0 ? say.waiting_note : undefined}
      />
      <Phase />
      {photos > 0 && <Photos alone={pending === 0} />}
      {update_wanted && (
        <Banner icon="download" tone="returned">
          {say.update_wanted}
        </Banner>
      )}
      <section class="pad air">
        <Details />
      </section>
    </Screen>
  );
}

function titleWithout(photos: number): string {
  const say = t(words);
  return photos > 0 ? say.photos_wait({ n: photos }) : say.all_sent;
}

/** Photos go apart from the rest, on the network that was chosen for them. */
function Photos({ alone }: { alone: boolean }) {
  const say = t(words);
  const { photos, photo_under_way } = syncStatus.value;
  const now = standing(photoNetwork.value, connectionType());
  return (
    <section class="pad column air">
      {!alone && <p class="strong">{say.photos_wait({ n: photos })}</p>}
      <p class="small soft" role="status">
        {photo_under_way ? say.photos_going : say[`photos_${now}_note`]}
      </p>
      <Button icon="camera" onClick={() => void startPhotos()}>
        {say.send_photos}
      </Button>
    </section>
  );
}

/** What is going on right now; it never stands between a person and the next place. */
function Phase() {
  const say = t(words);
  const { phase, done, total, error_code, pending } = syncStatus.value;
  if (phase === 'sending' || phase === 'receiving') {
    const text = phase === 'sending' ? say.sending({ done, total }) : say.receiving;
    return (
      <div class="pad column" role="status">
        <Bar value={done} max={Math.max(total, 1)} label={text} />
        <p class="small">{text}</p>
      </div>
    );
  }
  if (phase === 'offline') return <Banner icon="offline">{say.offline}</Banner>;
  if (phase === 'needs_login') {
    return (
      <Banner icon="lock" tone="fix" action={<JoinAgainButton />}>
        {say.needs_login}
      </Banner>
    );
  }
  // No failure: all of it is with the coach, which Today and each entry say.
  if (error_code === null || error_code === 'not_linked') return null;
  return (
    <div class="pad">
      <ErrorNote
        what={say.failed}
        todo={pending > 0 ? say.failed_todo : undefined}
        code={error_code}
      />
    </div>
  );
}

function Details() {
  const say = t(words);
  const { last_ok_at, refused } = syncStatus.value;
  const { persisted } = storageReport.value;
  return (
    <Facts
      facts={[
        { name: say.last_ok, value: last_ok_at ? <Bdi>{whenOf(last_ok_at)}</Bdi> : say.never },
        ...(refused > 0 ? [{ name: say.refused, value: refused }] : []),
        { name: say.clock, value: clockWord() },
        {
          name: say.storage,
          value: persisted === null ? say.unknown : persisted ? say.protected : say.unprotected,
        },
      ]}
    />
  );
}

function whenOf(instant: string): string {
  const date = localDate(new Date(instant));
  const time = formatTime(instant);
  return date === localDate(new Date()) ? time : `${formatDay(date, 'short')} ${time}`;
}

/** min that a clock may be off before anybody is told (CL2). */
const CLOCK_TOLERANCE_MIN = 10;

function clockWord(): string {
  const say = t(words);
  const { clock_skew_ms } = syncStatus.value;
  if (clock_skew_ms === null) return say.clock_unknown;
  const minutes = Math.round(Math.abs(clock_skew_ms) / 60_000);
  return minutes > CLOCK_TOLERANCE_MIN ? say.clock_off({ n: minutes }) : say.clock_ok;
}
