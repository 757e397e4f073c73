import type { Body, ServerState } from '../../entries/types';
import type { CompiledForm } from '../../forms/types';
import { query, request } from '../http';
import type { By, Named, Trader } from '../types';

export type Sort = 'see' | 'correct' | 'object' | 'erase';
export type Outcome = 'done' | 'refused';
export type Purpose = 'registration' | 'survey' | 'photo' | 'phone';

export interface SubjectRequest {
  readonly id: string;
  readonly sort: Sort;
  /** `null` once the person was erased. */
  readonly trader: {
    readonly trader_id: string;
    readonly known_as: string;
    readonly badge: string | null;
  } | null;
  readonly note: string;
  readonly received_on: string;
  readonly due_on: string;
  /** Negative when overdue; `null` once closed. */
  readonly days_left: number | null;
  readonly outcome: Outcome | null;
  readonly outcome_note: string;
  readonly closed_at: string | null;
}

export interface HeldTrader {
  readonly trader_id: string;
  readonly known_as: string;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly section: string | null;
  readonly trade: string;
  readonly badge: string | null;
  readonly state: string;
  readonly sex: string | null;
  readonly age_band: string | null;
  readonly phone: string | null;
}
export interface HeldEntry {
  readonly entry_id: string;
  readonly kind: string;
  readonly souk_date: string;
  readonly state: ServerState;
  /** Empty of a survey: its answers are on the other sheet. */
  readonly body: Body;
  readonly author: Named | null;
  readonly decided_by: By | null;
}
export interface Held {
  readonly request: SubjectRequest;
  readonly traders: readonly HeldTrader[];
  readonly imported: readonly { readonly known_as: string | null; readonly imported_on: string }[];
  readonly places: readonly {
    readonly number: number;
    readonly section: string | null;
    readonly starts_on: string;
    readonly ends_on: string | null;
  }[];
  readonly consents: readonly {
    readonly purpose: Purpose;
    readonly decision: string;
    readonly mode: string;
    readonly recorded_at: string;
  }[];
  readonly entries: readonly HeldEntry[];
  /** Files and programs that carry names; `what` is a kind, or `feed`. */
  readonly taken: readonly {
    readonly what: string;
    readonly by: Named | { readonly program: string } | null;
    readonly at: string;
  }[];
}
/** Under the card's code, never beside a name. */
export interface Answers {
  readonly badge: string | null;
  readonly responses: readonly {
    readonly souk_date: string;
    readonly state: ServerState;
    readonly form: CompiledForm | null;
    readonly body: Body;
  }[];
}

const post = <T>(path: string, body: unknown) => request<T>(path, { method: 'POST', body });

/** `imported`: named by a list and in no registry yet; they too may ask what is held about them. */
export type Subject = Omit<Trader, 'state'> & { readonly state: Trader['state'] | 'imported' };
export const findSubjects = (q: string) =>
  request<{ readonly items: readonly Subject[] }>(
    `/registry/traders${query({ q, listed: 'true' })}`,
  );

export const readRequests = () => request<SubjectRequest[]>('/requests');
export const takeRequest = (taken: {
  trader_id: string;
  sort: Sort;
  note: string;
  received_on: string | null;
}) => post<SubjectRequest>('/requests', taken);
export const readHeld = (id: string) => request<Held>(`/requests/${id}/held`);
export const readAnswers = (id: string) => request<Answers>(`/requests/${id}/answers`);
export const closeRequest = (
  id: string,
  end: { outcome: Outcome; note: string; purposes: readonly Purpose[] },
) => post<SubjectRequest>(`/requests/${id}/close`, end);
