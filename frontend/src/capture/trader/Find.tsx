import { useEffect, useState } from 'preact/hooks';
import { Scan } from '../../app/join/Join';
import { SyncState } from '../../app/today/SyncState';
import { canScan } from '../../camera/scan';
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
import { ground, zones } from '../souk';
import { beginRegistration } from './begin';
import { readNames, searchIndex } from './name-index';
import { TraderRow } from './TraderRow';
import { words } from './words';

/** One field for place, badge, nickname and name in either script. */
export function Find() {
  const say = t(words);
  const [typed, setTyped] = useState(lastTyped);
  const [scanning, setScanning] = useState(false);
  useEffect(() => readNames(), []);
  const found = findAll(typed);
  const type = (text: string) => {
    lastTyped = text;
    setTyped(text);
  };
  return (
    <Screen
      top={<TopBar title={say.find} end={<SyncState />} />}
      footLine
      foot={<FindActs typed={typed} found={found} onScan={() => setScanning(true)} />}
    >
      <div class="pad air">
        <SearchField label={say.find_label} value={typed} onInput={type} />
      </div>
      <Results typed={typed} found={found} />
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

interface FindActsProps {
  typed: string;
  found: FoundAll | null;
  onScan: () => void;
}

/** Whoever was looked for in vain is registered under that name. */
function FindActs({ typed, found, onScan }: FindActsProps) {
  const say = t(words);
  const { name } = nameIn(typed);
  const newcomer = found?.count === 0 && name;
  const register = (
    <Button kind="main" onClick={() => beginRegistration(nameIn(typed))}>
      {newcomer ? say.register_as({ name: newcomer }) : say.register_new}
    </Button>
  );
  if (!canScan()) return register;
  const scan = (
    <Button icon="qr" onClick={onScan}>
      {say.scan_badge}
    </Button>
  );
  if (newcomer) {
    return (
      <>
        {register}
        {scan}
      </>
    );
  }
  return (
    <Acts columns={2}>
      {scan}
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

interface FoundAll {
  hits: readonly Hit<Trader>[];
  places: readonly Stall[];
  count: number;
}

/** Null while nothing is looked for. */
function findAll(typed: string): FoundAll | null {
  if (typed.trim() === '') return null;
  const here = zones.value[0]?.rahba ?? null;
  const hits = search(searchIndex.value, typed, { here });
  const places = emptyPlaces(typed);
  return { hits, places, count: hits.length + places.length };
}

function Results({ typed, found }: { typed: string; found: FoundAll | null }) {
  const say = t(words);
  const rested = useRested(typed);
  if (!found) return <p class="pad soft">{say.find_hint}</p>;
  const { hits, places, count } = found;
  return (
    <>
      <div role="status">
        <SubHead end={<span class="soft mini">{say.searched_in}</span>}>
          {say.results({ n: count })}
        </SubHead>
      </div>
      {count === 0 ? (
        <Empty>{say.find_nothing}</Empty>
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
