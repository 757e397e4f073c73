import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Banner, Button, Icon, SelectField, Sheet, SubHead } from '../../ui';
import { ProblemNote, useAction, useLoad } from '../load';
import { nameOf } from '../names';
import { ReasonSheet } from '../review/ReasonSheet';
import { refusedWords } from '../review/refused-words';
import { holds } from '../session';
import { words } from './newcomer-words';
import {
  type Newcomer,
  putAside,
  readNewcomers,
  samePerson,
  type TakenIn,
  takePart,
} from './newcomers';
import type { TeamMember } from './types';

interface NewcomersProps {
  people: readonly TeamMember[];
  onChange: () => void;
}

/** Those who began by the day code: one press says who each is, and lets their entries in (DC6, DC7). */
export function Newcomers(props: NewcomersProps) {
  return holds('coach') ? <Waiting {...props} /> : null;
}

function Waiting({ people, onChange }: NewcomersProps) {
  const say = t(words);
  const newcomers = useLoad(readNewcomers, 'newcomers');
  const [done, setDone] = useState<Done | null>(null);
  const settled = (what: Done) => {
    setDone(what);
    newcomers.reload();
    onChange();
  };
  const found = newcomers.data ?? [];
  return (
    <>
      {newcomers.problem && <ProblemNote problem={newcomers.problem} again={newcomers.reload} />}
      {done && (
        <Banner tone="approved" icon="approved" live second={done.mistaken}>
          {done.text}
        </Banner>
      )}
      {found.length > 0 && (
        <section aria-label={say.title}>
          <SubHead>{say.title}</SubHead>
          <ul class="newcomers">
            {found.map((one) => (
              <Row key={one.device_id} one={one} people={people} onDone={settled} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** It cannot be undone, since the phone follows at once; `mistaken`: how to mend it all the same. */
interface Done {
  text: string;
  mistaken?: string;
}

interface RowProps {
  one: Newcomer;
  people: readonly TeamMember[];
  onDone: (done: Done) => void;
}

function Row({ one, people, onDone }: RowProps) {
  const say = t(words);
  const { run, busy, problem } = useAction();
  const [asking, setAsking] = useState<'who' | 'reason' | null>(null);
  const { device_id, name } = one;
  const take = (taking: () => Promise<TakenIn>, as: string, mistaken?: string) => {
    setAsking(null);
    run(async () => onDone({ text: takenIn(as, await taking()), ...(mistaken && { mistaken }) }));
  };
  const discard = (reason: string) => {
    setAsking(null);
    run(async () => {
      await putAside(device_id, reason);
      onDone({ text: say.put_aside({ name }) });
    });
  };
  return (
    <li>
      <Who one={one} />
      <div class="row">
        <Button
          size="small"
          kind="main"
          fit
          busy={busy}
          onClick={() => take(() => takePart(device_id), name, say.mistaken)}
        >
          {say.take_part}
        </Button>
        <Button size="small" fit onClick={() => setAsking('who')}>
          {say.same_person}
        </Button>
        <Button size="small" fit kind="quiet" onClick={() => setAsking('reason')}>
          {say.discard}
        </Button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <SamePerson
        open={asking === 'who'}
        name={name}
        people={people}
        onClose={() => setAsking(null)}
        onPick={(person) => take(() => samePerson(device_id, person.id), nameOf(person))}
      />
      <ReasonSheet
        open={asking === 'reason'}
        title={say.discard_title({ name })}
        action={say.discard}
        hint={say.discard_hint}
        onClose={() => setAsking(null)}
        onSend={discard}
      />
    </li>
  );
}

function Who({ one }: { one: Newcomer }) {
  const say = t(words);
  const day = formatDay(one.souk_date);
  const added = one.host ? say.added({ host: nameOf(one.host), day }) : say.added_nowhere({ day });
  return (
    <div>
      <h3>
        <Icon name="person" size={20} /> <bdi>{one.name}</bdi>
      </h3>
      <p class="soft">{added}</p>
      <p class="st returned">
        <Icon name="held" size={20} />
        <span>
          {say.waits({ n: one.held })}
          {one.on_the_phone > 0 && ` · ${say.on_phone({ n: one.on_the_phone })}`}
        </span>
      </p>
      {!one.code_ok && (
        <p class="st fix">
          <Icon name="flag" size={20} />
          <span>{say.code_wrong}</span>
        </p>
      )}
    </div>
  );
}

interface SamePersonProps {
  open: boolean;
  name: string;
  people: readonly TeamMember[];
  onClose: () => void;
  onPick: (person: TeamMember) => void;
}

/** Nobody is chosen beforehand: what is given to somebody is theirs for good. */
function SamePerson({ open, name, people, onClose, onPick }: SamePersonProps) {
  const say = t(words);
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState(false);
  const picked = people.find(({ id }) => id === chosen);
  const give = () => (picked ? onPick(picked) : setAsked(true));
  return (
    <Sheet
      open={open}
      title={say.same_title({ name })}
      onClose={onClose}
      foot={
        <Button kind="main" onClick={give}>
          {say.same_go}
        </Button>
      }
    >
      <SelectField
        label={say.same_who}
        hint={say.same_final}
        error={asked && !picked ? say.same_choose : undefined}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: '', label: say.same_nobody },
          ...people.map((person) => ({ value: person.id, label: nameOf(person) })),
        ]}
      />
    </Sheet>
  );
}

/** How much went in, and what a rule still refuses. */
function takenIn(name: string, { released, still_refused }: TakenIn): string {
  const rest = still_refused > 0 ? ` · ${t(refusedWords).still_there({ n: still_refused })}` : '';
  return t(words).took_part({ n: released, name }) + rest;
}
