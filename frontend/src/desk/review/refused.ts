import { query, request } from '../http';
import type { Counted, DeskPerson } from '../types';

/** What the server refused and kept as it came; `code` is that of a push result. */
export interface RefusedOp {
  readonly id: string;
  readonly entry_id: string | null;
  readonly code: string;
  readonly errors: readonly { readonly path: string; readonly code: string }[];
  readonly person: DeskPerson;
  readonly device: RefusingPhone;
  readonly received_at: string;
  readonly raw_text: string;
}

export interface RefusingPhone {
  readonly id: string;
  readonly name: string;
  readonly revoked: boolean;
}

/** How much waits for which reason, and what is held of which phone. */
export interface RefusedCounts {
  readonly reasons: Counted;
  readonly held: readonly {
    readonly device: RefusingPhone;
    readonly person: DeskPerson;
    readonly waiting: number;
    /** A coach has yet to say who this is, which takes all of it in. */
    readonly unlinked: boolean;
  }[];
}

const post = <T>(path: string, body?: unknown) =>
  request<T>(`/review/quarantine${path}`, { method: 'POST', body });

/** Newest first, of one reason or of all; each call raises `Problem`. */
export const readRefused = (code = '') =>
  request<RefusedOp[]>(`/review/quarantine${query({ code })}`);
export const countRefused = () => request<RefusedCounts>('/review/quarantine/counts');
export const releaseHeld = (deviceId: string) =>
  post<{ released: number; still_refused: number }>('/release-held', { device_id: deviceId });
export const releaseRefused = (id: string) => post<{ released: number }>(`/${id}/release`);
export const discardRefused = (id: string, reason: string) =>
  post<void>(`/${id}/discard`, { reason });

export const waitingIn = ({ reasons }: RefusedCounts): number =>
  Object.values(reasons).reduce((sum, n) => sum + n, 0);

/** What can be read of the op's own characters: its kind and its day, if it has any. */
export function readOp(raw: string): { kind: string | null; date: string | null } {
  let op: unknown = null;
  try {
    op = JSON.parse(raw);
  } catch {
    // unreadable, as a cut-off request is: it is shown as it came
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const { kind, souk_date } = (typeof op === 'object' && op !== null ? op : {}) as {
    kind?: unknown;
    souk_date?: unknown;
  };
  const date = text(souk_date);
  return { kind: text(kind), date: date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null };
}
