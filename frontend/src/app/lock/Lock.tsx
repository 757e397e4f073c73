import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { forgetKept } from '../../capture/kept';
import { t } from '../../i18n';
import { phone, screenHidden } from '../../store';
import { keepIdentity, openFor } from '../../store/open';
import { type PersonHere, peopleHere } from '../../store/people';
import { arrivals } from '../../store/signals';
import { Button, LanguageChoice, List, Loading, Screen, TopBar } from '../../ui';
import { Join } from '../join/Join';
import { realWorld } from '../world';
import { EnterPin } from './EnterPin';
import { Forgotten } from './Forgotten';
import { changePerson, codeInLink, pinForgotten } from './gate';
import { words as gate } from './gate-words';
import { PersonTile } from './parts';
import { words } from './words';
import './lock.css';

type Step =
  | { readonly at: 'tiles' | 'join' }
  | { readonly at: 'pin' | 'forgotten'; readonly person: PersonHere };

/** Between people, and after a time without a touch: who is there, and the PIN. */
export function Lock() {
  const say = t(words);
  const [people, setPeople] = useState<readonly PersonHere[] | null>(null);
  const [step, setStep] = useState<Step>({ at: codeInLink() === null ? 'tiles' : 'join' });
  useEffect(() => {
    void peopleHere().then((found) => {
      setPeople(found);
      const [only] = found.length === 1 || screenHidden.value ? found.filter(isCurrent) : [];
      if (only) setStep((now) => (now.at === 'tiles' ? toOpen(only) : now));
    });
  }, []);
  useSignalEffect(() => {
    if (arrivals.value > 0) void peopleHere().then(setPeople);
  });
  const toTiles = () => setStep({ at: 'tiles' });
  if (step.at === 'join') return <Join code={codeInLink() ?? ''} onBack={toTiles} />;
  if (!people) {
    return (
      <Screen top={null}>
        <Loading label={say.opening} />
      </Screen>
    );
  }
  if (!('person' in step)) {
    return <Tiles people={people} onPick={(person) => pick(person, setStep)} onStep={setStep} />;
  }
  const { at } = step;
  // As it is by now: what it holds may have arrived meanwhile.
  const person = people.find(({ store_id }) => store_id === step.person.store_id) ?? step.person;
  if (at === 'forgotten') {
    return (
      <Forgotten
        person={person}
        onBack={() => setStep(person.keys?.pin ? { at: 'pin', person } : { at: 'tiles' })}
        onJoin={() => toJoin(setStep)}
        onOpen={async (key) => {
          pinForgotten.value = true;
          await enter(person, key);
        }}
      />
    );
  }
  return (
    <EnterPin
      person={person}
      title={say.enter_pin}
      note={screenHidden.value && say.hidden}
      onBack={toTiles}
      onForgotten={() => setStep({ at: 'forgotten', person })}
      onOpen={(key) => enter(person, key)}
    />
  );
}

const isCurrent = ({ current }: PersonHere) => current;

interface TilesProps {
  people: readonly PersonHere[];
  onPick: (person: PersonHere) => void;
  onStep: (step: Step) => void;
}

function Tiles({ people, onPick, onStep }: TilesProps) {
  const say = t(words);
  return (
    <Screen
      top={<TopBar title={say.who} />}
      foot={
        <Button icon="plus" onClick={() => toJoin(onStep)}>
          {t(gate).add_person}
        </Button>
      }
    >
      <List label={say.who}>
        {people.map((person) => (
          <PersonTile key={person.store_id} person={person} onClick={() => onPick(person)} />
        ))}
      </List>
      <p class="pad small soft">{say.without_network}</p>
      <div class="pad air">
        <LanguageChoice />
      </div>
    </Screen>
  );
}

/** While another's store is open behind the hidden screen, it is closed first, by starting anew. */
function pick(person: PersonHere, onStep: (step: Step) => void): void {
  if (screenHidden.value && !person.current) changePerson();
  else if (person.keys?.bare) void enter(person, person.keys.bare);
  else onStep(toOpen(person));
}

/** Whose phone the coach signed out has no PIN any more (RV4). */
function toOpen(person: PersonHere): Step {
  return { at: person.keys?.pin ? 'pin' : 'forgotten', person };
}

function toJoin(onStep: (step: Step) => void): void {
  if (screenHidden.value) changePerson('#/join');
  else onStep({ at: 'join' });
}

async function enter(person: PersonHere, key: CryptoKey): Promise<void> {
  if (phone.value === 'locked') {
    if (!person.current) forgetKept();
    await openFor(realWorld, person.identity, key);
    await keepIdentity(person.identity);
  }
  screenHidden.value = false;
}
