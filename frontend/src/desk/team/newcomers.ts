import { request } from '../http';
import type { Named } from '../types';

/** Who began by the day code, and of whom a coach has not said who they are (DC5). */
export interface Newcomer {
  /** Of the phone. */
  readonly device_id: string;
  readonly name: string;
  readonly souk_date: string;
  readonly code_ok: boolean;
  readonly arrived_at: string;
  /** On whose phone; null where the server does not know it. */
  readonly host: (Named & { readonly id: string }) | null;
  readonly held: number;
  readonly on_the_phone: number;
}

export interface TakenIn {
  readonly released: number;
  readonly still_refused: number;
}

const post = <T>(device_id: string, what: string, body?: unknown) =>
  request<T>(`/team/newcomers/${device_id}/${what}`, { method: 'POST', body });

export const readNewcomers = () => request<Newcomer[]>('/team/newcomers');
export const takePart = (device_id: string) => post<TakenIn>(device_id, 'take-part');
export const samePerson = (device_id: string, person_id: string) =>
  post<TakenIn>(device_id, 'same-person', { person_id });
export const putAside = (device_id: string, reason: string) =>
  post<{ discarded: number }>(device_id, 'discard', { reason });
