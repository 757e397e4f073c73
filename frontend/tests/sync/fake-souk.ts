import type { Snapshot } from '../../src/api/types';

/** Whom and what the fake server knows. */

export const MARKET_ID = '00000000-0000-4000-8000-00000000000a';

export const PERSON = {
  id: '00000000-0000-4000-8000-0000000000b1',
  name_ar: 'حميد',
  name_latin: 'Hamid',
  sex: 'm',
};

export const NAMES = { ar: 'كيسر', fr: 'Guisser', en: 'Guisser' };
/** 16 bytes whose last one is `n`, as the snapshot writes them. */
const packed = (n: number) => Buffer.from(new Uint8Array(16).fill(n, 15)).toString('base64url');

export function snapshotOf(epoch: string): Snapshot {
  return {
    format: 1,
    epoch,
    cursor: `${epoch}/0`,
    market: {
      id: MARKET_ID,
      code: 'guisser',
      names: NAMES,
      commune: NAMES,
      timezone: 'Africa/Casablanca',
      country: 'MA',
      badge_prefix: 'K',
      phone_tag_key: '00',
      operator: {
        names: NAMES,
        contact: '',
        phone: '',
        cndp_ref: '',
        retention_months: 24,
        min_age: 18,
      },
      consent: {
        version: '2026-11',
        purposes: ['registration'],
        texts: {
          ar: { short: '', full: '', purposes: {} },
          fr: { short: '', full: '', purposes: {} },
          en: { short: '', full: '', purposes: {} },
        },
      },
    },
    trades: { sections: [{ code: 'veg', names: NAMES }], trades: [] },
    rahbas: [
      { id: 'r2', code: 'grains', names: NAMES, sort: 2 },
      { id: 'r1', code: 'veg', names: NAMES, sort: 1 },
    ],
    people: [],
    souk_days: [],
    forms: [
      { form_id: 'souk', version: '1', titles: NAMES, modules_on: [], compiled: { version: 1 } },
    ],
    aliases: [],
    stalls: {
      id: [packed(1), packed(2)],
      rahba: [1, 0],
      lane: ['A', 'B'],
      number: [12, 7],
      walk_order: [1, 2],
    },
    traders: {
      id: [packed(3)],
      known_as: ['مول الزيتون'],
      name_ar: [null],
      name_latin: ['Lahcen'],
      rahba: [1],
      trade: ['VEG01'],
      badge: [457],
      state: [1],
      tag: [null],
      stalls: [[0]],
    },
  };
}
