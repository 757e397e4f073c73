import { describe, expect, it } from 'vitest';
import { filled } from '../../../src/capture/trader/consent-text';
import {
  answered,
  type Circumstances,
  entriesOf,
  entriesOfKnown,
  entriesOfRefusal,
  type Registration,
  stepsOf,
  unanswered,
} from '../../../src/capture/trader/registration';
import type { Market } from '../../../src/store/roster-types';
import { REGISTRATION } from './registrations';

const registration = REGISTRATION;
const about: Circumstances = {
  souk_date: '2026-11-20',
  text_version: '2026-11',
  language: 'ar',
  rahba: 'grains',
  others_there: 0,
  marked: null,
  is_souk: true,
};
const kinds = (entries: readonly { kind: string }[]) => entries.map(({ kind }) => kind);

describe('ME1: a photo of the stall', () => {
  const photo = { sha256: 'ab', type: 'image/webp', bytes: 7 };
  const agreed = { ...registration.consents, photo: 'given' as const };
  const bodyOf = (one: Registration) =>
    entriesOf('d', one, about).find(({ kind }) => kind === 'trader')?.body;

  it('is not named without a yes to it', () => {
    expect(bodyOf({ ...registration, photo })).not.toHaveProperty('photo');
    const refused = { ...agreed, photo: 'refused' as const };
    expect(bodyOf({ ...registration, photo, consents: refused })).not.toHaveProperty('photo');
    expect(bodyOf({ ...registration, consents: agreed })).not.toHaveProperty('photo');
  });

  it('leaves the draft with a no, to it or to being registered', () => {
    const taken = { ...registration, photo, consents: agreed };
    for (const purpose of ['photo', 'registration']) {
      expect(answered(taken, purpose, 'refused')).toMatchObject({ photo: null });
    }
    expect(answered(taken, 'survey', 'refused')).not.toHaveProperty('photo');
  });

  it('is named with its registration where it was agreed to', () => {
    expect(bodyOf({ ...registration, photo, consents: agreed })).toMatchObject({ photo });
  });
});

describe('a refused registration', () => {
  it('CO4: leaves in the draft nothing of who it is from the moment of the refusal', () => {
    const refused = { ...registration, ...answered(registration, 'registration', 'refused') };
    expect(refused).toMatchObject({ known_as: '', phone: '', badge: null, not_duplicate_of: [] });
    expect(refused.consents).toMatchObject({ registration: 'refused' });
    expect(refused).toMatchObject({ badge_typed: null });
    const other = { ...registration, ...answered(registration, 'survey', 'refused') };
    expect(other.known_as).toBe(registration.known_as);
  });

  it('CO4: takes the name that was looked for once it was agreed to, and not before', () => {
    const unasked = { ...registration, known_as: '', consents: {} };
    expect(answered(unasked, 'survey', 'given', 'حميد')).not.toHaveProperty('known_as');
    expect(answered(unasked, 'registration', 'refused', 'حميد').known_as).toBe('');
    expect(answered(unasked, 'registration', 'given', 'حميد').known_as).toBe('حميد');
  });

  const entries = entriesOfRefusal(registration, about);

  it('CO4: keeps no identity, only that it was refused and that somebody is there', () => {
    expect(kinds(entries)).toEqual(['consent', 'presence']);
    expect(JSON.stringify(entries)).not.toMatch(/صالح|K-0457-3|612345678/);
  });

  it('counts the refusal once, whatever else was answered', () => {
    expect(entries[0]).toMatchObject({
      entry_id: 'c1',
      body: { purpose: 'registration', decision: 'refused', text_version: '2026-11' },
    });
  });

  it('marks nobody where nobody was met on the walk', () => {
    expect(kinds(entriesOfRefusal({ ...registration, seen: null }, about))).toEqual(['consent']);
  });
});

describe('a registration', () => {
  it('CO3: writes the consents first, then the trader, then that they were seen', () => {
    const entries = entriesOf('draft', registration, about);
    expect(kinds(entries)).toEqual(['consent', 'consent', 'consent', 'trader', 'presence']);
  });

  it('OP1: has its ids from the draft, so that saving twice is saving once', () => {
    const ids = entriesOf('draft', registration, about).map(({ entry_id }) => entry_id);
    expect(ids).toEqual(['c1', 'c2', 'c3', 'draft', 'm1']);
  });

  it('CO2: says of each consent in which words, language and mode it was asked', () => {
    expect(entriesOf('draft', registration, about)[1]?.body).toEqual({
      trader_id: 'new',
      purpose: 'survey',
      decision: 'refused',
      text_version: '2026-11',
      language: 'ar',
      mode: 'spoken',
    });
  });

  it('leaves out what was not given, and a phone number that may not be used', () => {
    const bare = { ...registration, badge: null, consents: { registration: 'given' as const } };
    const body = entriesOf('draft', bare, about).find(({ kind }) => kind === 'trader')?.body;
    expect(Object.keys(body ?? {}).sort()).toEqual(
      ['action', 'known_as', 'rahba', 'stall_id', 'trade', 'trader_id'].sort(),
    );
    expect(body?.known_as).toBe('بّا صالح');
  });

  it('keeps the traders of whom one said that they are somebody else', () => {
    const asked = { ...registration, not_duplicate_of: ['other'] };
    const body = entriesOf('draft', asked, about).find(({ kind }) => kind === 'trader')?.body;
    expect(body?.not_duplicate_of).toEqual(['other']);
  });

  it('marks nobody on a day without a souk', () => {
    const entries = entriesOf('draft', registration, { ...about, is_souk: false });
    expect(kinds(entries)).not.toContain('presence');
  });
});

describe('the mark that comes with it', () => {
  const markOf = (changes: Partial<Registration>, there: Partial<Circumstances> = {}) =>
    entriesOf('draft', { ...registration, ...changes }, { ...about, ...there }).slice(-1)[0]?.body;

  it('is the place’s where they are its only trader', () => {
    expect(markOf({})).toEqual({ stall_id: 'stall-49', status: 'present' });
  });

  it('is theirs where the place is shared', () => {
    const body = { stall_id: 'stall-49', trader_id: 'new', status: 'present' };
    expect(markOf({}, { others_there: 1 })).toEqual(body);
  });

  it('PR5: replaces the trader whose place it is', () => {
    const body = { stall_id: 'stall-49', status: 'replaced', replaced_by: 'new' };
    expect(markOf({ stall_id: null }, { others_there: 1 })).toEqual(body);
  });

  it('is the person’s for an itinerant', () => {
    expect(markOf({ stall_id: null, seen: null })).toEqual({ trader_id: 'new', status: 'present' });
  });

  it('PR1: revises the mark that is there already', () => {
    const entries = entriesOf('draft', registration, { ...about, marked: 'earlier' });
    expect(entries.slice(-1)[0]?.entry_id).toBe('earlier');
  });
});

it('the same person again gives their consents and is seen, and is not registered twice', () => {
  const entries = entriesOfKnown(registration, 'known', about);
  expect(kinds(entries)).toEqual(['consent', 'consent', 'consent', 'presence']);
  expect(entries.map(({ body }) => body.trader_id)).toEqual(Array(4).fill('known'));
});

it('asks for the place only where it is not known from the walk', () => {
  expect(stepsOf(registration)).toEqual(['consent', 'who', 'badge']);
  expect(stepsOf({ ...registration, stall_id: null })).toContain('place');
  expect(stepsOf({ ...registration, seen: null })).toContain('place');
});

it('wants an answer to each purpose in use, and to no other', () => {
  const asked = { ...registration, consents: { survey: 'refused' as const } };
  expect(unanswered(asked, ['registration', 'survey'])).toEqual(['registration']);
});

it('fills the text that is read aloud, and leaves no hole that it knows', () => {
  const market = {
    commune: { ar: 'كيسر', fr: 'Guisser' },
    operator: {
      names: { ar: 'أسواق', fr: 'Aswak', en: 'Aswak' },
      contact: 'nadia@example.org',
      phone: '0523000000',
      cndp_ref: 'D-1',
      retention_months: 24,
      min_age: 18,
    },
  } as unknown as Market;
  const text = '{animator} {operator} {commune} {retention} {contact} {phone} {cndp_ref}';
  expect(filled(text, market, 'Hajar', 'fr')).toBe(
    'Hajar Aswak Guisser 24 nadia@example.org 0523000000 D-1',
  );
  expect(filled('{commune}', market, '', 'en')).toBe('كيسر');
});
