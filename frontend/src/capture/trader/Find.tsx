import { useEffect, useState } from 'preact/hooks';
import { Scan } from '../../app/join/Join';
import { canScan } from '../../app/join/scan';
import { SyncState } from '../../app/today/SyncState';
import { t, westernDigits } from '../../i18n';
import { type Hit, search } from '../../roster/search';
import { roster, type Stall, type Trader } from '../../store';
import {
  Acts,
  Button,
  Empty,
  List,
  ListRow,
  PlaceSquare,
  Screen,
  SearchField,
  Sheet,
  SubHead,
  TopBar,
} from '../../ui';
import { sectionName } from '../named';
import { walkTo } from '../presence/position';
import { ground, readNames, searchIndex, zones } from '../souk';
import { beginRegistration } from './begin';
import { TraderRow } from './TraderRow';
import { words } from './words';

/** One field for place, badge, nickname and name in either script. */
export function Find() {
  const say = t(words);
  const [typed, setTyped] = useState(lastTyped);
  const [scanning, setScanning] = useState(false);
  useEffect(() => readNames(), []);
  const type = (text: string) => {
    lastTyped = text;
    setTyped(text);
  };
  return (
    <Screen
      top={<TopBar title={say.find} end={<SyncState />} />}
      footLine
      foot={
        <FindActs
          onScan={() => setScanning(true)}
          onRegister={() => beginRegistration(nameIn(typed))}
        />
      }
    >
      <div class="pad air">
        <SearchField label={say.find_label} value={typed} onInput={type} />
      </div>
      <Results typed={typed} />
      {scanning && (
        <Sheet open title={say.scan_badge} onClose={() => setScanning(false)}>
          <Scan
            onFound={(text) => {
              setScanning(false);
              type(text);
            }}
          />
        </Sheet>
      )}
    </Screen>
  );
}

function FindActs({ onScan, onRegister }: { onScan: () => void; onRegister: () => void }) {
  const say = t(words);
  const register = (
    <Button kind="main" onClick={onRegister}>
      {say.register_new}
    </Button>
  );
  if (!canScan()) return register;
  return (
    <Acts columns={2}>
      <Button icon="qr" onClick={onScan}>
        {say.scan_badge}
      </Button>
      {register}
    </Acts>
  );
}

/** Rows that a screen shows at most: more would hold up the next letter. */
const AT_ONCE = 8;
const RESTED_MS = 200;

/** Whether nothing was typed for a moment. */
function useRested(typed: string): boolean {
  const [last, setLast] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setLast(typed), RESTED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return last === typed;
}

/** Coming back from a trader, the list is as one left it. */
let lastTyped = '';

/** What was looked for in vain is the name of the newcomer, unless it is a number. */
function nameIn(typed: string): { name?: string } {
  const name = typed.trim();
  return /\d/.test(westernDigits(name)) && !/\p{L}/u.test(name) ? {} : { name };
}

function Results({ typed }: { typed: string }) {
  const say = t(words);
  const rested = useRested(typed);
  if (typed.trim() === '') return <p class="pad soft">{say.find_hint}</p>;
  const here = zones.value[0]?.rahba ?? null;
  const hits = search(searchIndex.value, typed, { here });
  const places = emptyPlaces(typed);
  const count = hits.length + places.length;
  return (
    <>
      <div role="status">
        <SubHead end={<span class="soft mini">{say.searched_in}</span>}>
          {say.results({ n: count })}
        </SubHead>
      </div>
      {count === 0 ? (
        <Nothing typed={typed} />
      ) : (
        <Found hits={rested ? hits : hits.slice(0, AT_ONCE)} places={places} />
      )}
    </>
  );
}

function Found({ hits, places }: { hits: readonly Hit<Trader>[]; places: readonly Stall[] }) {
  const say = t(words);
  return (
    <List label={say.find}>
      {[
        ...hits.map((hit) => (
          <TraderRow key={hit.row.id} trader={hit.row} hit={hit} href={`#/trader/${hit.row.id}`} />
        )),
        ...places.map((place) => (
          <ListRow
            key={place.id}
            name
            lead={<PlaceSquare number={place.number} />}
            title={sectionName(place.rahba)}
            second={say.empty_place}
            onClick={() => walkTo(place)}
          />
        )),
      ]}
    </List>
  );
}

/** Places of this number where nobody is known: the roster's search has no row for them. */
function emptyPlaces(typed: string): readonly Stall[] {
  const number = westernDigits(typed).trim();
  return [...roster.value.stalls.values()].filter(
    (place) => place.number === number && !ground.value.occupants.has(place.id),
  );
}

function Nothing({ typed }: { typed: string }) {
  const say = t(words);
  const { name } = nameIn(typed);
  return (
    <Empty
      action={
        name && (
          <Button onClick={() => beginRegistration({ name })}>{say.register_as({ name })}</Button>
        )
      }
    >
      {say.find_nothing}
    </Empty>
  );
}
