import type { Photo } from '../../entries/medium';
import type { Body, Subject } from '../../entries/types';
import type { Lang } from '../../i18n';
import type { EntryInput } from '../../store/save';
import { bodyOf } from '../presence/mark-body';
import type { BadgeTyped } from './BadgeField';
import type { PlaceTyped } from './PlaceField';

/** A registration being filled in, and the entries it becomes. Pure. */

export type Answer = 'given' | 'refused';
export type Mode = 'spoken' | 'written';

export interface Registration extends Body {
  readonly trader_id: string;
  /** Entry ids of the consents, by purpose: made with the draft, so that a double press is one (OP1). */
  readonly consent_ids: Readonly<Record<string, string>>;
  /** Nothing is chosen beforehand. */
  readonly consents: Readonly<Record<string, Answer>>;
  readonly mode: Mode;
  readonly known_as: string;
  /** Section of the trade; only shown, the trade tells it. */
  readonly section: string | null;
  readonly trade: string | null;
  readonly badge: string | null;
  readonly badge_typed?: BadgeTyped | null;
  readonly phone: string;
  /** Of the stall; drafts of before there were photos have none. */
  readonly photo?: Photo | null;
  readonly stall_id: string | null;
  readonly place_typed?: PlaceTyped;
  readonly not_duplicate_of: readonly string[];
  /** Entry id of the mark that comes with it. */
  readonly mark_id: string;
  /** Where on the walk the person was seen; its trader, if one is known there. */
  readonly seen: Subject | null;
}

export const STEPS = ['consent', 'who', 'badge', 'place'] as const;
export type Step = (typeof STEPS)[number];

/** Coming from a place that nobody held, the place is known already. */
export function stepsOf({ seen, stall_id }: Registration): readonly Step[] {
  const placed = seen !== null && seen.stall_id === stall_id;
  return placed ? STEPS.slice(0, 3) : STEPS;
}

/** The purposes that still want an answer. */
export function unanswered(registration: Registration, purposes: readonly string[]): string[] {
  return purposes.filter((purpose) => registration.consents[purpose] === undefined);
}

/** Refused, the registration leaves nothing of who it is, in its draft either (CO4). */
const NOBODY = {
  known_as: '',
  phone: '',
  badge: null,
  badge_typed: null,
  photo: null,
  not_duplicate_of: [],
} as const;

/**
 * What an answer to one purpose changes.
 * @param name what was typed before consent was asked: it enters the draft with the consent
 */
export function answered(
  { consents, known_as }: Registration,
  purpose: string,
  decision: Answer,
  name = '',
): Partial<Registration> {
  const laid = { consents: { ...consents, [purpose]: decision } };
  // A photo that was taken and is not wanted after all goes with the answer.
  if (purpose === 'photo' && decision === 'refused') return { ...laid, photo: null };
  if (purpose !== 'registration') return laid;
  return decision === 'refused' ? { ...laid, ...NOBODY } : { ...laid, known_as: known_as || name };
}

export interface Circumstances {
  readonly souk_date: string;
  readonly text_version: string;
  readonly language: Lang;
  /** Section of the ground, where the place or the trade tells one. */
  readonly rahba: string | null;
  /** How many traders the place has, without this one. */
  readonly others_there: number;
  /** The mark that the place or person seen already has, to be revised. */
  readonly marked: string | null;
  /** False on a day without a souk, or on another one: nobody is marked then. */
  readonly is_souk: boolean;
}

/** All that a registration writes, in one transaction; consents first (CO3). */
export function entriesOf(
  draft_id: string,
  registration: Registration,
  about: Circumstances,
): EntryInput[] {
  const { souk_date } = about;
  const trader = traderBody(registration, about.rahba);
  return [
    ...consentEntries(registration, registration.trader_id, about),
    { entry_id: draft_id, kind: 'trader', body: trader, souk_date },
    ...presenceOf(registration, registration.trader_id, about),
  ];
}

/** The person turned out to be known: their consents, and that they were seen. */
export function entriesOfKnown(
  registration: Registration,
  trader_id: string,
  about: Circumstances,
): EntryInput[] {
  return [
    ...consentEntries(registration, trader_id, about),
    ...presenceOf({ ...registration, stall_id: null }, trader_id, about),
  ];
}

/** Refused: that it was refused, and at the place that somebody is there. No name, no number (CO4). */
export function entriesOfRefusal(registration: Registration, about: Circumstances): EntryInput[] {
  const { seen, mark_id, trader_id } = registration;
  const only = { ...registration, consents: { registration: 'refused' as const } };
  const entry_id = about.marked ?? mark_id;
  const { souk_date } = about;
  const body = seen && bodyOf(seen, 'occupied_unregistered');
  return [
    ...consentEntries(only, trader_id, about),
    ...(body && about.is_souk ? [{ entry_id, kind: 'presence', body, souk_date }] : []),
  ];
}

function consentEntries(
  { consents, consent_ids, mode }: Registration,
  trader_id: string,
  { text_version, language, souk_date }: Circumstances,
): EntryInput[] {
  return Object.entries(consents).map(([purpose, decision]) => ({
    ...(consent_ids[purpose] !== undefined && { entry_id: consent_ids[purpose] }),
    kind: 'consent',
    body: { trader_id, purpose, decision, text_version, language, mode },
    souk_date,
  }));
}

function traderBody(registration: Registration, rahba: string | null): Body {
  const { trader_id, known_as, trade, stall_id, badge, phone, photo, not_duplicate_of } =
    registration;
  const { consents } = registration;
  return {
    trader_id,
    action: 'register',
    known_as: known_as.trim(),
    trade: trade ?? '',
    ...(rahba && { rahba }),
    ...(stall_id && { stall_id }),
    ...(badge && { badge }),
    ...(phone && consents.phone === 'given' && { phone }),
    ...(photo && consents.photo === 'given' && { photo }),
    ...(not_duplicate_of.length > 0 && { not_duplicate_of }),
  };
}

/** Whoever is being registered stands there: that is seen, not inferred (PR5). */
function presenceOf(
  { seen, stall_id, mark_id }: Registration,
  trader_id: string,
  { marked, others_there, is_souk, souk_date }: Circumstances,
): EntryInput[] {
  if (!is_souk) return [];
  const entry_id = marked ?? mark_id;
  const mark = (body: Body) => [{ entry_id, kind: 'presence', body, souk_date }];
  if (seen && stall_id !== seen.stall_id) {
    if (others_there === 0) return mark(bodyOf({ ...seen, trader_id }, 'present'));
    return mark(bodyOf(seen, 'replaced', trader_id));
  }
  if (stall_id && others_there === 0) return mark(bodyOf({ stall_id }, 'present'));
  return mark(bodyOf({ ...(stall_id && { stall_id }), trader_id }, 'present'));
}
