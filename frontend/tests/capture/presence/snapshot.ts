import type { Snapshot } from '../../../src/api/types';

const id = (n: number) =>
  btoa(String.fromCharCode(...Array(15).fill(0), n))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
const named = (name: string) => ({ ar: name, fr: name, en: name });

/** A section of three places; two of them have a trader. */
export function snapshotWith(epoch: string): Snapshot {
  return {
    format: 1,
    epoch,
    cursor: '0',
    market: {
      id: '00000000-0000-4000-8000-00000000000a',
      code: 'guisser',
      names: named('Guisser'),
      commune: named('Guisser'),
      timezone: 'Africa/Casablanca',
      country: 'MA',
      badge_prefix: 'K',
      phone_tag_key: '00',
      operator: {
        names: named('Aswak'),
        contact: '',
        phone: '',
        cndp_ref: '',
        retention_months: 24,
        min_age: 18,
      },
      consent: {
        version: '1',
        purposes: ['registration'],
        texts: {
          ar: { short: '', full: '', purposes: {} },
          fr: { short: '', full: '', purposes: {} },
          en: { short: '', full: '', purposes: {} },
        },
      },
    },
    trades: {
      sections: [{ code: 'grains', names: named('Grains') }],
      trades: [{ code: 'GRN01', section: 'grains', names: named('Cereals') }],
    },
    rahbas: [{ id: 'r', code: 'grains', names: named('Grains'), sort: 1 }],
    people: [],
    souk_days: [],
    forms: [],
    aliases: [],
    stalls: {
      id: [id(1), id(2), id(3)],
      rahba: [0, 0, 0],
      lane: ['1', '1', '1'],
      number: ['1', '2', '3'],
      walk_order: [1, 2, 3],
    },
    traders: {
      id: [id(11), id(12)],
      known_as: ['Ba Saleh', 'Fatna'],
      name_ar: [null, null],
      name_latin: [null, null],
      rahba: [0, 0],
      trade: ['GRN01', 'GRN01'],
      badge: [1, null],
      state: [1, 1],
      tag: [null, null],
      stalls: [[0], [1]],
    },
  };
}
