import { useCallback, useState } from 'preact/hooks';
import type { Collected, TeamPhone } from '../../api/types';
import { personName } from '../../capture/named';
import { day } from '../../capture/now';
import { formatTime, t } from '../../i18n';
import { closings, me, teamPhones } from '../../store';
import { theStore } from '../../store/open';
import { startSync } from '../../sync';
import { readClosing } from '../../sync/closing';
import { collect, type Scanned } from '../../sync/closings';
import {
  Button,
  Empty,
  Icon,
  List,
  ListRow,
  Progress,
  Screen,
  SubHead,
  TextField,
  TopBar,
} from '../../ui';
import { goBack } from '../router';
import { Answer } from './Answer';
import { Camera } from './Camera';
import './closing.css';
import { byPerson, type PersonClosing } from './people';
import { words } from './words';

/** ms: 20 for taken; short, long, short for all else. */
const TAKEN_BUZZ = 20;
const OTHER_BUZZ = [20, 60, 20];

/** The coach's phone at the end of the day: each code is answered at once, without a network (QR3). */
export function Collect() {
  const say = t(words);
  const [last, setLast] = useState<Scanned | 'failed' | null>(null);
  const { date } = day.value;
  const take = useCallback(
    async (text: string) => {
      const scanned = await collect(theStore(), text, date).catch(() => 'failed' as const);
      const taken = scanned !== 'failed' && scanned.is === 'taken';
      navigator.vibrate?.(taken ? TAKEN_BUZZ : OTHER_BUZZ);
      setLast(scanned);
      if (taken) void startSync('visible');
    },
    [date],
  );
  const people = byPerson(teamPhones.value, closings.value, date, me.value?.person.id);
  const done = people.filter(({ collected }) => collected).length;
  return (
    <Screen top={<TopBar title={say.title} back={() => goBack('/')} />}>
      {people.length === 0 ? (
        <Empty>{say.nobody}</Empty>
      ) : (
        <>
          <div class="pad column air">
            <p class="big">{say.progress({ done, total: people.length })}</p>
            <Progress done={done} total={people.length} label={say.progress_label} />
          </div>
          <Answer last={last} all={done === people.length} />
          <Camera onSeen={take} />
          <Typed onText={take} />
          <People people={people} />
        </>
      )}
    </Screen>
  );
}

/** For a phone without a camera, or a code that does not want to be read. */
function Typed({ onText }: { onText: (text: string) => Promise<void> }) {
  const say = t(words);
  const [text, setText] = useState('');
  const check = () => {
    if (text.trim() === '') return;
    void onText(text).then(() => setText(''));
  };
  return (
    <section class="pad column air">
      <TextField
        label={say.typed}
        hint={say.typed_hint}
        value={text}
        onInput={setText}
        ltr
        maxLength={400}
        onEnter={check}
      />
      <Button size="small" fit onClick={check}>
        {say.check}
      </Button>
    </section>
  );
}

/** Whom to look for first. */
function People({ people }: { people: readonly PersonClosing[] }) {
  const say = t(words);
  const missing = people.filter(({ collected }) => !collected);
  const there = people.filter(({ collected }) => collected);
  return (
    <>
      {missing.length > 0 && <SubHead>{say.missing}</SubHead>}
      <List label={say.missing}>
        {missing.map(({ person }) => (
          <ListRow
            key={person.id}
            lead={<Icon name="unset" />}
            title={<bdi>{personName(person)}</bdi>}
          />
        ))}
      </List>
      {there.length > 0 && <SubHead>{say.collected}</SubHead>}
      <List label={say.collected}>
        {there.map(({ person, collected }) => (
          <There key={person.id} person={person} collected={collected as Collected} />
        ))}
      </List>
    </>
  );
}

function There({ person, collected }: { person: TeamPhone['person']; collected: Collected }) {
  const say = t(words);
  const { sent = 0, pending = 0, refused = 0 } = readClosing(collected.text) ?? {};
  const time = formatTime(new Date(collected.made_at * 1000).toISOString());
  return (
    <ListRow
      lead={<Icon name={pending + refused > 0 ? 'saved' : 'check'} />}
      title={<bdi>{personName(person)}</bdi>}
      second={
        <>
          {say.counts({ sent, pending, refused })}
          <br />
          {say.as_of({ time })} · {stateOf(collected)}
        </>
      }
    />
  );
}

function stateOf({ code }: Collected): string {
  const say = t(words);
  if (code === null) return say.waits;
  if (code === 'taken' || code === 'differs' || code === 'older') return say[`code_${code}`];
  return say.code_refused;
}
