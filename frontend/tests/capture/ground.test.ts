import { describe, expect, it } from 'vitest';
import { layGround, placeNumbered, placesIn, zonesOn } from '../../src/capture/ground';
import { place, trader } from './souk';

const [one, two, three] = [place(1), place(2), place(3)];
const other = place(2, 'veg');
const roster = (traders = [trader('hamid', one)], aliases = new Map<string, string>()) => ({
  stalls: new Map([three, one, other, two].map((stall) => [stall.id, stall])),
  traders: new Map(traders.map((each) => [each.id, each])),
  aliases,
});

describe('the ground', () => {
  it('lays the places of a section in walking order, not in the order they came', () => {
    const numbers = placesIn(layGround(roster()), { rahba: 'grains' }).map((stall) => stall.number);
    expect(numbers).toEqual(['1', '2', '3']);
  });

  it('cuts a zone out of its section', () => {
    const zone = { rahba: 'grains', from_order: 2, to_order: 3 };
    expect(placesIn(layGround(roster()), zone)).toEqual([two, three]);
  });

  it('ZO2: a place that was added to a lane a minute ago lies in the zone of that lane', () => {
    const zone = { rahba: 'grains', from_lane: 4, to_lane: 5, from_order: null, to_order: null };
    expect(placesIn(layGround(roster()), zone)).toEqual([]);
    const added = { ...place(9), lane: '5' };
    const stalls = new Map([one, added].map((stall) => [stall.id, stall]));
    expect(placesIn(layGround({ ...roster(), stalls }), zone)).toEqual([added]);
  });

  it('a whole section without a place yet is a zone all the same', () => {
    const zone = { rahba: 'grains', from_lane: null, from_order: null, to_order: null };
    expect(placesIn(layGround(roster()), zone)).toEqual([one, two, three]);
  });

  it('PR8: does not show a merged trader beside the survivor', () => {
    const both = [trader('hamid', one), trader('7mid', one)];
    const { occupants } = layGround(roster(both, new Map([['7mid', 'hamid']])));
    expect(occupants.get(one.id)?.map(({ id }) => id)).toEqual(['hamid']);
  });

  it('finds a painted number in the section where one stands first', () => {
    const stalls = roster().stalls.values();
    expect(placeNumbered([...stalls], '2', 'veg')).toBe(other);
    expect(placeNumbered([...roster().stalls.values()], '2', 'grains')?.id).toBe(two.id);
    expect(placeNumbered([...roster().stalls.values()], '9', 'grains')).toBeNull();
  });
});

describe('the zones of a day', () => {
  const zone = { rahba: 'grains', from_order: 1, to_order: 9 };
  const on = (over: object, which: 'own' | 'backup') =>
    zonesOn([{ ...zone, ...over }], '2026-11-27', which).length;

  it('ZO3: are not those of a week to come, nor of one that has passed', () => {
    expect(on({ starts_on: '2026-12-04', ends_on: null }, 'own')).toBe(0);
    expect(on({ starts_on: '2026-11-06', ends_on: '2026-11-20' }, 'own')).toBe(0);
    expect(on({ starts_on: '2026-11-27', ends_on: '2026-11-27' }, 'own')).toBe(1);
  });

  it("leave a colleague's apart, for which one stands in", () => {
    expect(on({ backup: true }, 'own')).toBe(0);
    expect(on({ backup: true }, 'backup')).toBe(1);
  });
});
