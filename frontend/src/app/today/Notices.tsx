import { useState } from 'preact/hooks';
import { kept } from '../../capture/kept';
import { day, toCalendar } from '../../capture/now';
import { AskAgainNotice } from '../../capture/survey/AskAgain';
import { toAskAgain } from '../../capture/survey/ask-again';
import { formatDay, t } from '../../i18n';
import { entries, hasPin, me, practising, storageFull, syncStatus } from '../../store';
import { Acts, Banner, Button, Icon, ListRow } from '../../ui';
import { JoinAgainButton } from '../join/JoinAgain';
import { words as lock } from '../lock/gate-words';
import { leave } from '../practice/leave';
import { words as practice } from '../practice/leave-words';
import { takeUpdate, updateReady } from '../update';
import { words } from './words';

/** What must be known before anything else; most days only what the coach sent back. */
export function Notices() {
  const say = t(words);
  const count = (state: string) =>
    [...entries.value.values()].filter((entry) => entry.state === state).length;
  const returned = count('returned') - toAskAgain(entries.value.values()).length;
  const fix = count('to_fix');
  return (
    <>
      {practising.value && <Practising />}
      {returned > 0 && (
        <ListRow
          tone="returned"
          lead={<Icon name="returned" />}
          title={say.returned({ n: returned })}
          href="#/entries"
        />
      )}
      <AskAgainNotice />
      {fix > 0 && (
        <ListRow
          tone="fix"
          lead={<Icon name="fix" />}
          title={say.to_fix({ n: fix })}
          href="#/entries"
        />
      )}
      {me.value?.unlinked && <Banner icon="held">{say.unlinked}</Banner>}
      {storageFull.value && (
        <Banner tone="fix" icon="fix" live>
          {say.full}
        </Banner>
      )}
      {syncStatus.value.phase === 'needs_login' && (
        <Banner tone="fix" icon="lock" action={<JoinAgainButton />}>
          {say.sign_in}
        </Banner>
      )}
      <OtherDay />
      {!hasPin.value && !practising.value && !pinLater.value && <OfferPin />}
      {updateReady.value && <NewVersion />}
    </>
  );
}

const pinLater = kept('pin_later', false);

/** Asked once; afterwards it stands in the settings. */
function OfferPin() {
  const say = t(lock);
  const later = () => {
    pinLater.value = true;
  };
  return (
    <section class="pad column air">
      <p class="row">
        <Icon name="lock" />
        <span class="grow">{say.offer}</span>
      </p>
      <Acts columns={2}>
        <Button size="small" href="#/pin">
          {say.choose}
        </Button>
        <Button kind="quiet" size="small" onClick={later}>
          {say.later}
        </Button>
      </Acts>
    </section>
  );
}

function Practising() {
  const say = t(practice);
  return (
    <section class="pad column air">
      <p class="row strong">
        <Icon name="info" />
        <span class="grow">{say.practising}</span>
      </p>
      <p class="small soft">{say.practising_note}</p>
      <Button size="small" onClick={() => void leave()}>
        {say.leave}
      </Button>
    </section>
  );
}

function OtherDay() {
  const say = t(words);
  const { is, date } = day.value;
  if (is === 'declared') return <Banner icon="flag">{say.declared}</Banner>;
  if (is !== 'past') return null;
  return (
    <Banner
      icon="today"
      action={
        <Button size="small" fit onClick={toCalendar}>
          {say.back_to_today}
        </Button>
      }
    >
      {say.off_day({ day: formatDay(date) })}
    </Banner>
  );
}

/** Where an entry is open, here or in another window, it waits and says so (F11). */
function NewVersion() {
  const say = t(words);
  const [held, setHeld] = useState(false);
  return (
    <Banner
      icon="download"
      live
      second={held ? say.new_version_held : say.new_version_todo}
      action={
        <Button size="small" fit onClick={async () => setHeld(!(await takeUpdate()))}>
          {say.update}
        </Button>
      }
    >
      {say.new_version}
    </Banner>
  );
}
