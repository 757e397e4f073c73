import { describe, expect, it } from 'vitest';
import { survivor } from '../../src/roster/aliases.ts';
import { formatBadge } from '../../src/roster/badges.ts';
import { buildIndex, type Findable, type Hit, search } from '../../src/roster/search.ts';

interface Row extends Findable {
  places: string[];
}
const row = (id: string, known_as: string, more: Partial<Row> = {}): Row => ({
  id,
  known_as,
  name_ar: null,
  name_latin: null,
  badge: null,
  rahba: 'veg',
  state: 'approved',
  places: [],
  ...more,
});
const indexOf = (rows: Row[], merged?: Map<string, string>) =>
  buildIndex(rows, ({ places }) => places, merged);

const ROSTER = [
  row('bouchaib', 'بوشعيب الحداوي', { places: ['47'], badge: formatBadge('K', 457) }),
  row('hmid', 'حميد', { places: ['4'] }),
  row('gerrab', 'الگراب', {
    name_ar: 'محمد العلوي',
    name_latin: 'Mohamed Alaoui',
    places: ['471'],
  }),
  row('khadija', 'Khadija', { name_ar: 'خديجة بنت الكبير', badge: formatBadge('K', 47) }),
  row('mahmoud', 'محمود', { state: 'provisional' }),
  row('aicha', 'عائشة'),
  row('gone', 'Bouchaib Rifi', { state: 'withdrawn', places: ['48'] }),
  row('refused', 'Bouchaib Rifi', { state: 'rejected' }),
];
const INDEX = indexOf(ROSTER);
const ids = (typed: string): string[] => search(INDEX, typed).map((hit) => hit.row.id);
const underlined = (hit: Hit<Row> | undefined): string[] =>
  (hit?.ranges ?? []).map(([from, to]) => (hit?.text ?? '').slice(from, to));

describe('finding a trader (PH13, NA1)', () => {
  it.each(['', '   ', '-', 'xyzt', '9999', 'K-9999-9', 'hmid 471'])(
    '"%s" finds nobody',
    (typed) => {
      expect(ids(typed)).toEqual([]);
    },
  );

  it('shows no withdrawn and no rejected trader', () => {
    expect(ids('bouchaib rifi')).toEqual([]);
    expect(ids('48')).toEqual([]);
  });

  it('does not let one consonant stand for a beginning', () => {
    expect(ids('ba')).toEqual([]);
  });

  it('puts the place before a badge of that number, then places that begin so', () => {
    expect(ids('47')).toEqual(['bouchaib', 'khadija', 'gerrab']);
    expect(search(INDEX, '47').map((hit) => hit.field)).toEqual(['place', 'badge', 'place']);
  });

  it.each(['K-0457-6', 'k04576', '04576', '0457', '457', 'k457', '٤٥٧', 'k 0457'])(
    'finds the badge typed as "%s"',
    (typed) => {
      expect(search(INDEX, typed)[0]).toMatchObject({
        field: 'badge',
        row: { id: 'bouchaib' },
      });
    },
  );

  it.each([
    ['7mid', 'hmid'],
    ['hmida', 'hmid'],
    ['حميد', 'hmid'],
    ['bouch', 'bouchaib'],
    ['bouc', 'bouchaib'],
    ['haddaoui', 'bouchaib'],
    ['el had', 'bouchaib'],
    ['الحد', 'bouchaib'],
    ['7addawi bouch3ib', 'bouchaib'],
    ['خديجه', 'khadija'],
    ['خديجة بنت', 'khadija'],
    ['lguerrab', 'gerrab'],
    ['alaoui', 'gerrab'],
    ['aich', 'aicha'],
    ['3icha', 'aicha'],
    ['مح ال', 'gerrab'],
    ['mohamed 471', 'gerrab'],
  ])('finds "%s"', (typed, expected) => {
    expect(ids(typed)[0]).toBe(expected);
  });

  it('puts the name that agrees before one of the same consonants', () => {
    expect(ids('Mahmoud')).toEqual(['mahmoud', 'gerrab']);
    expect(ids('mohammed')).toEqual(['gerrab', 'mahmoud']);
  });

  it.each([
    ['haddaoui', 'الحداوي'],
    ['haddao', 'حد'],
    ['حداو', 'حداو'],
    ['7mid', 'حميد'],
    ['el had', 'لحد'],
  ])('underlines what matched of "%s"', (typed, expected) => {
    expect(underlined(search(INDEX, typed)[0])).toEqual([expected]);
  });

  it('underlines each word, in the order of the name', () => {
    expect(underlined(search(INDEX, 'alaoui mohamed')[0])).toEqual(['Mohamed', 'Alaoui']);
  });

  it('shows the survivor of a merge, once, for the old name, badge and place', () => {
    const rows = [
      ...ROSTER,
      row('old', 'Zahra', { badge: formatBadge('K', 800), places: ['300'] }),
    ];
    const index = indexOf(rows, new Map([['old', 'aicha']]));
    for (const typed of ['زهرة', '800', '300'])
      expect(search(index, typed).map((hit) => hit.row.id)).toEqual(['aicha']);
    expect(search(index, 'zahra')[0]?.text).toBe('Zahra');
  });

  it('puts the section one stands in first among equals', () => {
    const index = indexOf([
      row('far', 'محمد', { places: ['12'] }),
      row('near', 'Mohamed', { rahba: 'grains', places: ['7', '12'] }),
    ]);
    const here = { here: 'grains' };
    expect(search(index, '12', here).map((hit) => hit.row.id)).toEqual(['near', 'far']);
    expect(search(index, '12').map((hit) => hit.row.id)).toEqual(['far', 'near']);
    expect(search(index, 'محمد', here).map((hit) => hit.row.id)).toEqual(['far', 'near']);
  });

  it('follows a chain of merges and leaves a circle', () => {
    const merged = new Map([
      ['a', 'b'],
      ['b', 'c'],
      ['x', 'y'],
      ['y', 'x'],
    ]);
    expect(survivor('a', merged)).toBe('c');
    expect(survivor('x', merged)).toBe('x');
  });

  it('gives no more than it was asked for', () => {
    const crowd = indexOf(Array.from({ length: 50 }, (_, n) => row(`t${n}`, 'محمد')));
    expect(search(crowd, 'mohamed', { limit: 10 }).map((hit) => hit.row.id)).toEqual(
      Array.from({ length: 10 }, (_, n) => `t${n}`),
    );
  });
});
