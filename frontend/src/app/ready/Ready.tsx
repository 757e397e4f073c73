import { useEffect, useState } from 'preact/hooks';
import { localDate } from '../../capture/day';
import { sectionName } from '../../capture/named';
import { formatDay, formatTime, t } from '../../i18n';
import { noteReady, readyWord, roster } from '../../store';
import { startSync } from '../../sync';
import { Bdi, Button, Icon, Screen, TopBar, Verdict } from '../../ui';
import { goBack } from '../router';
import { type Check, type CheckCode, inOrder, isNews, wordOf } from './checks';
import { checks, look, phoneNow, souk, told, zonesThen } from './look';
import { remedyOf } from './remedies';
import { words } from './words';
import './ready.css';

/** Whether this phone can do without a network tomorrow, and what to do first where it cannot. */
export function Ready() {
  const say = t(words);
  useLook();
  const shown = told.value === null ? [] : inOrder(checks.value);
  const [first] = shown;
  return (
    <Screen
      top={<TopBar title={say.title} back={() => goBack('/')} />}
      footLine
      foot={first && !first.ok && <Remedy code={first.code} main />}
    >
      <div role="status">{first && <Result failing={shown.filter(({ ok }) => !ok).length} />}</div>
      <ul class="list">
        {shown.map((check) => (
          <li key={check.code}>
            <Line check={check} act={check !== first} />
          </li>
        ))}
      </ul>
    </Screen>
  );
}

/** Looks when the screen opens and when it is seen again; then the coach hears of it. */
function useLook(): void {
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const again = () => void look();
    document.addEventListener('visibilitychange', again);
    void startSync('visible')
      .then(look)
      .then(() => setHeard(true));
    again();
    return () => document.removeEventListener('visibilitychange', again);
  }, []);
  const word = wordOf(checks.value, phoneNow.value.now);
  useEffect(() => {
    if (!heard || !isNews(word, readyWord.value)) return;
    void noteReady(word)
      .then(() => startSync('visible'))
      .catch(() => undefined);
  });
}

function Result({ failing }: { failing: number }) {
  const say = t(words);
  const date = souk.value;
  const opens = roster.value.souk_days.find((one) => one.date === date)?.opens.slice(0, 5);
  return (
    <Verdict
      title={failing === 0 ? say.ready : say.but({ n: failing })}
      second={date === null ? say.no_souk : say.souk({ day: formatDay(date), time: opens ?? '' })}
    />
  );
}

/** @param act not of the first to be done: its remedy is the main action of the screen */
function Line({ check: { code, ok }, act }: { check: Check; act: boolean }) {
  const say = t(words);
  return (
    <div class="check">
      <span class={ok ? 'st approved' : 'st fix'}>
        <Icon name={ok ? 'check' : 'fix'} />
      </span>
      <div class="main">
        <p class="strong">{say[code]}</p>
        <p class="mini soft">{ok ? detailOf(code) : say[`${code}_todo`]}</p>
      </div>
      {!ok && act && <Remedy code={code} />}
    </div>
  );
}

function Remedy({ code, main }: { code: CheckCode; main?: boolean }) {
  const [busy, setBusy] = useState(false);
  const { name, href, icon, act } = remedyOf(code);
  const press = async () => {
    setBusy(true);
    await act?.();
    await look();
    setBusy(false);
  };
  const go = href === undefined ? { onClick: () => void press() } : { href };
  const say = t(words);
  if (!main) {
    return (
      <Button size="small" fit {...go}>
        {busy ? say.doing : say[name]}
      </Button>
    );
  }
  return (
    <Button kind="main" icon={icon} {...go}>
      {busy ? say.doing : say[name]}
    </Button>
  );
}

/** What stands beside a check that is fulfilled. */
function detailOf(code: CheckCode) {
  const say = t(words);
  const { pulled_at, free_bytes, battery } = phoneNow.value;
  switch (code) {
    case 'registry':
      return say.registry_ok({ n: roster.value.stalls.size, when: whenOf(pulled_at ?? '') });
    case 'zone':
      return <Zones />;
    case 'space':
      return say.space_ok({ n: Math.floor((free_bytes ?? 0) / 1_000_000) });
    case 'battery':
      return say.battery_ok({ n: Math.round((battery?.level ?? 0) * 100) });
    default:
      return say[`${code}_ok`];
  }
}

function Zones() {
  const names = new Set(zonesThen.value.map(({ rahba }) => sectionName(rahba)));
  return <Bdi>{[...names].join(' · ')}</Bdi>;
}

function whenOf(instant: string): string {
  const date = localDate(new Date(instant));
  const time = formatTime(instant);
  return date === localDate(new Date()) ? time : `${formatDay(date, 'short')} ${time}`;
}
