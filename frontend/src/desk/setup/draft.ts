import type { Answers } from './api';

/** What was typed so far. It outlives a reload; the code and the password are never written down. */
export interface Draft {
  readonly step: number;
  readonly commune_ar: string;
  readonly commune_fr: string;
  readonly name_ar: string;
  readonly name_fr: string;
  /** 1 (Monday) to 7 (Sunday), as text: what a choice holds. */
  readonly weekdays: readonly string[];
  /** All sections, in the order of the walk. */
  readonly sections: readonly SectionDraft[];
  readonly operator_ar: string;
  readonly operator_fr: string;
  readonly address: string;
  readonly contact: string;
  readonly phone: string;
  readonly months: string;
  readonly reference: string;
  readonly public_address: string;
  readonly coach_ar: string;
  readonly coach_latin: string;
  readonly sex: string;
  readonly login: string;
}

export interface SectionDraft {
  readonly code: string;
  readonly on: boolean;
  readonly lanes: string;
}

export type Field = Exclude<keyof Draft, 'step' | 'sections' | 'weekdays'>;

const KEY = 'rahba.setup';
const MONTHS = '24';

export function emptyDraft(codes: readonly string[], origin: string): Draft {
  return {
    step: 0,
    commune_ar: '',
    commune_fr: '',
    name_ar: '',
    name_fr: '',
    weekdays: [],
    sections: codes.map((code) => ({ code, on: true, lanes: '1' })),
    operator_ar: '',
    operator_fr: '',
    address: '',
    contact: '',
    phone: '',
    months: MONTHS,
    reference: '',
    public_address: origin,
    coach_ar: '',
    coach_latin: '',
    sex: 'ns',
    login: '',
  };
}

/** What was kept over a reload, laid over what a newer page may ask besides. */
export function keptDraft(storage: Storage, empty: Draft): Draft {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

export function keepDraft(storage: Storage, draft: Draft): void {
  try {
    storage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // a full or a closed storage costs a second typing, nothing else
  }
}

export function forgetDraft(storage: Storage): void {
  storage.removeItem(KEY);
}

/** Two sections change places. */
export function movedUp(sections: readonly SectionDraft[], at: number): SectionDraft[] {
  const moved = [...sections];
  const [one] = moved.splice(at, 1);
  if (one) moved.splice(Math.max(0, at - 1), 0, one);
  return moved;
}

const both = (ar: string, fr: string) => ({ ar: ar.trim(), fr: fr.trim() });

/** Who answers for the data, and where phones find the server. */
export function answersOf(draft: Draft): Answers {
  return {
    operator: {
      names: both(draft.operator_ar, draft.operator_fr),
      address: draft.address,
      contact: draft.contact,
      phone: draft.phone,
      cndp_ref: draft.reference,
      retention_months: Number(draft.months),
    },
    public_address: draft.public_address.trim(),
  };
}

/** What was answered, to be typed over; `origin` where no address was ever said. */
export function draftOfAnswers({ operator, public_address }: Answers, origin: string): Draft {
  return {
    ...emptyDraft([], public_address || origin),
    operator_ar: operator.names.ar ?? '',
    operator_fr: operator.names.fr ?? '',
    address: operator.address,
    contact: operator.contact,
    phone: operator.phone,
    months: String(operator.retention_months),
    reference: operator.cndp_ref,
  };
}

/** As the server takes it. */
export function requestOf(draft: Draft, code: string, password: string): Record<string, unknown> {
  return {
    code,
    names: both(draft.name_ar, draft.name_fr),
    commune: both(draft.commune_ar, draft.commune_fr),
    weekdays: draft.weekdays.map(Number).sort(),
    sections: draft.sections
      .filter(({ on }) => on)
      .map((section) => ({ code: section.code, lanes: Number(section.lanes) })),
    ...answersOf(draft),
    coach: {
      login: draft.login.trim(),
      password,
      name_ar: draft.coach_ar,
      name_latin: draft.coach_latin,
      sex: draft.sex,
    },
  };
}
