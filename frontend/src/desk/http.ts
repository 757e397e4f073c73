import { signal } from '@preact/signals';
import { API } from '../constants';

/** A request that did not do what it was asked to. `code` is stable; see docs/SPEC.md. */
export class Problem extends Error {
  readonly code: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Whatever else the answer held: the problem's own members. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, extra: Record<string, unknown> = {}) {
    super(typeof extra.detail === 'string' ? extra.detail : code);
    this.code = code;
    this.status = status;
    this.extra = extra;
  }

  /** Whether nothing is known of what the request did: it may go again, under the same id. */
  get unknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** When the server last answered, in ms since 1970; `lost` since a request failed on the way. */
export const connection = signal<{ at: number | null; lost: boolean }>({ at: null, lost: false });

/** Called when the session is over, so that the sign-in comes up. */
let whenSignedOut = () => {};
export function onSignedOut(call: () => void): void {
  whenSignedOut = call;
}

/** ms; a desk stands on a cable or on the coach's phone. */
const TIMEOUT_MS = 30_000;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT';
  /** Sent as JSON, or as it is if it is a file. */
  body?: unknown;
}

/**
 * One request to the API. Raises `Problem`: `offline` when no answer came, `not_ours` when what came
 * was not the server's (a hotel's sign-in page), else the server's own code.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options);
  if (answer.ok) {
    return (answer.status === 204 ? undefined : await readJson(answer)) as T;
  }
  const problem = await problemOf(answer);
  if (problem.code === 'not_signed_in') whenSignedOut();
  throw problem;
}

async function send(path: string, { method = 'GET', body }: RequestOptions): Promise<Response> {
  const file = body instanceof Blob;
  const headers = new Headers({ Accept: 'application/json' });
  // what another site's form cannot send along with the cookie
  if (method !== 'GET') headers.set('X-Rahba', '1');
  if (body !== undefined && !file) headers.set('Content-Type', 'application/json');
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(`${API}${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timeout.signal,
      ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
    });
    connection.value = { at: Date.now(), lost: false };
    return answer;
  } catch {
    connection.value = { at: connection.value.at, lost: true };
    throw new Problem('offline', 0);
  } finally {
    clearTimeout(timer);
  }
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new Problem('not_ours', 0);
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const body = await readJson(answer).catch(() => null);
  if (typeof body !== 'object' || body === null || !('code' in body)) {
    return new Problem(answer.status >= 500 ? 'internal' : 'not_ours', answer.status);
  }
  const extra = body as Record<string, unknown>;
  return new Problem(String(extra.code), answer.status, extra);
}

/** `?a=1&b=2` of what is given; empty values are left out. */
export function query(
  params: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
