import type { Roster, Stall, Trader, Zone } from '../store/roster-types';

/** The souk as one walks it: places in walking order, and who is known at each. Pure. */

export interface Ground {
  /** By section code; in walking order. */
  readonly places: ReadonlyMap<string, readonly Stall[]>;
  /** By place; merged traders stand under their survivor. */
  readonly occupants: ReadonlyMap<string, readonly Trader[]>;
}

export function layGround(roster: Pick<Roster, 'stalls' | 'traders' | 'aliases'>): Ground {
  const places = new Map<string, Stall[]>();
  for (const stall of roster.stalls.values()) push(places, stall.rahba, stall);
  for (const section of places.values()) section.sort((a, b) => a.walk_order - b.walk_order);
  const occupants = new Map<string, Trader[]>();
  for (const trader of roster.traders.values()) {
    if (roster.aliases.has(trader.id)) continue;
    for (const stall of trader.stalls) push(occupants, stall, trader);
  }
  return { places, occupants };
}

function push<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** A part of the souk to walk: a section, or of it the places from one to another in walking order. */
export interface Area {
  readonly rahba: string;
  readonly from_order?: number;
  readonly to_order?: number;
}

export function placesIn(ground: Ground, area: Area): readonly Stall[] {
  const { from_order = Number.NEGATIVE_INFINITY, to_order = Number.POSITIVE_INFINITY } = area;
  const section = ground.places.get(area.rahba) ?? [];
  return section.filter((p) => p.walk_order >= from_order && p.walk_order <= to_order);
}

/** Of the zones that were given for weeks ahead, those of a day: mine, or those that I stand in for. */
export function zonesOn(
  zones: readonly Zone[],
  date: string,
  which: 'own' | 'backup',
): readonly Zone[] {
  return zones.filter(
    ({ backup = false, starts_on, ends_on }) =>
      backup === (which === 'backup') &&
      (starts_on === undefined || starts_on <= date) &&
      (ends_on == null || date <= ends_on),
  );
}

/** The place with this number painted on it; in `rahba` if that section has it. */
export function placeNumbered(
  stalls: Iterable<Stall>,
  number: string,
  rahba: string | null,
): Stall | null {
  let elsewhere: Stall | null = null;
  for (const stall of stalls) {
    if (stall.number !== number) continue;
    if (stall.rahba === rahba) return stall;
    elsewhere ??= stall;
  }
  return elsewhere;
}
