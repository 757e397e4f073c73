import type { CatalogItem, Snapshot } from '../../api/types';
import { DAY_MS } from '../../constants';
import type { Roster, SoukDay, Stall, Trader, Zone } from '../../store/roster-types';
import { NAMES } from './names';

/** An invented souk: the sections, trades and forms of the real one, and none of its people. Pure. */

export const PLACES = 20;
/** Where two traders stand, and where nobody does. */
const SHARED = 7;
const EMPTY = PLACES;
/** Souk days from today on: one practises on whichever day it is. */
const DAYS = 14;
/** Of the cards on the table; no souk lends so high numbers. */
const BADGES = { starts: 9900, ends: 9949 };
/** Tags of invented numbers match nothing real. */
const TAG_KEY = '0'.repeat(64);

export interface PracticeSouk {
  readonly catalog: ReadonlyMap<string, unknown>;
  readonly meta: { readonly zones: readonly Zone[]; readonly badge_ranges: readonly Badges[] };
}
interface Badges {
  readonly starts: number;
  readonly ends: number;
}

export function practiceSouk(real: Roster, today: string, newId: () => string): PracticeSouk {
  const rahba = real.rahbas[0]?.code ?? '';
  const trade = (real.trades.find(({ section }) => section === rahba) ?? real.trades[0])?.code;
  const stalls = placesOf(rahba, newId);
  const traders = tradersAt(stalls, rahba, trade ?? '', newId);
  const items: CatalogItem[] = [
    ...stalls.map((stall) => ({ type: 'stall', ...stall })),
    ...traders.map((trader) => ({ type: 'trader', ...trader })),
  ];
  return {
    catalog: new Map<string, unknown>([
      ['base', JSON.stringify(baseOf(real, today, newId))],
      ...items.map((item) => [`${item.type}:${item.id}`, item] as const),
    ]),
    meta: { zones: [{ rahba, from_order: null, to_order: null }], badge_ranges: [BADGES] },
  };
}

function baseOf(real: Roster, today: string, newId: () => string): Snapshot {
  if (!real.market) throw new TypeError('no souk to take sections and forms from');
  return {
    format: 1,
    epoch: '',
    cursor: '',
    market: { ...real.market, id: newId(), phone_tag_key: TAG_KEY },
    trades: { sections: real.sections, trades: real.trades },
    rahbas: real.rahbas,
    people: [],
    souk_days: daysFrom(today, newId),
    forms: [...real.forms.values()],
    aliases: [],
    stalls: { id: [], rahba: [], lane: [], number: [], walk_order: [] },
    traders: {
      ...{ id: [], known_as: [], name_ar: [], name_latin: [], rahba: [], trade: [] },
      ...{ badge: [], state: [], tag: [], stalls: [] },
    },
  };
}

function placesOf(rahba: string, newId: () => string): readonly Stall[] {
  return Array.from({ length: PLACES }, (_, i) => ({
    id: newId(),
    rahba,
    lane: String(i < PLACES / 2 ? 1 : 2),
    number: String(i + 1),
    walk_order: i + 1,
  }));
}

function tradersAt(
  stalls: readonly Stall[],
  rahba: string,
  trade: string,
  newId: () => string,
): readonly Trader[] {
  return NAMES.map(([name_ar, name_latin], i) => ({
    id: newId(),
    known_as: name_ar,
    name_ar,
    name_latin,
    rahba,
    trade,
    badge: null,
    state: 'approved' as const,
    tag: null,
    stalls: [stalls[i + 1 === EMPTY ? SHARED - 1 : i]?.id ?? ''],
  }));
}

function daysFrom(today: string, newId: () => string): readonly SoukDay[] {
  const midnight = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, i) => ({
    id: newId(),
    date: new Date(midnight + i * DAY_MS).toISOString().slice(0, 10),
    status: 'planned' as const,
    opens: '06:00',
    closes: '14:00',
    closed: false,
  }));
}
