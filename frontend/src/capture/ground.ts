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

/** A part of the souk to walk: a section, some of its lanes, or a stretch of its walking order. */
export interface Area {
  readonly rahba: string;
  readonly from_lane?: number | null;
  readonly to_lane?: number | null;
  readonly from_order?: number | null;
  readonly to_order?: number | null;
}

/** By lane where it has lanes, so that a place that was added there a minute ago belongs to it. */
export function placesIn(ground: Ground, area: Area): readonly Stall[] {
  const section = ground.places.get(area.rahba) ?? [];
  const { from_order, to_order } = area;
  if (area.from_lane != null) return section.filter((place) => hasLane(area, Number(place.lane)));
  return section.filter((place) => isBetween(place.walk_order, from_order, to_order));
}

/** Of an area by lanes, or of a whole section. */
export function hasLane(area: Area, lane: number): boolean {
  return isBetween(lane, area.from_lane, area.to_lane);
}

function isBetween(n: number, from?: number | null, to?: number | null): boolean {
  return (from ?? n) <= n && n <= (to ?? n);
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
