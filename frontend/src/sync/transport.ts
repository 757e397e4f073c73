import type { World } from '../app/world';
import { API, STALL_MS, UPLOAD_BYTES_PER_SECOND } from '../constants';

/** One request, and what its answer is worth. Whatever is not surely ours is *unknown* (PH12, F4). */

export type Reply =
  /** 2xx and JSON of the shape that was asked for. `midpoint` of the request, by this phone's clock. */
  | { readonly kind: 'json'; readonly body: unknown; readonly midpoint: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A problem document of the server: a status and a stable code. */
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly code: string;
      readonly retryAfterS?: number;
    }
  /** Nobody knows whether the server saw it. */
  | {
      readonly kind: 'unknown';
      readonly why: 'network' | 'stalled' | 'not_ours' | 'server';
      readonly retryAfterS?: number;
    };

export interface Ask {
  readonly path: string;
  /** Sent as JSON by POST, compressed where the browser can; without it the request is a GET. */
  readonly send?: unknown;
  /** Sent as it is, by PUT. */
  readonly put?: { readonly bytes: ArrayBuffer; readonly type: string };
  /** Instead of POST. */
  readonly method?: 'PUT';
  readonly token?: string;
  /** True for the answer that was asked for; anything else with a 2xx is not ours. */
  readonly isOurs?: (body: unknown) => boolean;
}

/** @returns never throws: all that can fail is a kind of reply */
export async function ask(world: World, request: Ask): Promise<Reply> {
  const packed = await bodyOf(request);
  const started = world.now();
  const stall = new StallGuard(world, packed ? packed.bytes.length : 0);
  try {
    const response = await world.fetch(API + request.path, {
      method: request.method ?? (request.put ? 'PUT' : packed ? 'POST' : 'GET'),
      headers: headersOf(request, packed?.gzip ?? false),
      body: packed?.bytes ?? null,
      cache: 'no-store',
      credentials: 'omit',
      signal: stall.signal,
    });
    const bytes = await readAll(response, stall);
    return judge(request, response, bytes, (started + world.now()) / 2);
  } catch {
    return { kind: 'unknown', why: stall.signal.aborted ? 'stalled' : 'network' };
  } finally {
    stall.end();
  }
}

async function bodyOf({ send, put }: Ask) {
  if (put) return { bytes: new Uint8Array(put.bytes), gzip: false };
  return send === undefined ? null : pack(send);
}

function headersOf(request: Ask, gzip: boolean): Record<string, string> {
  return {
    Accept: 'application/json, application/octet-stream',
    ...(request.token && { Authorization: `Bearer ${request.token}` }),
    ...(request.send !== undefined && { 'Content-Type': 'application/json' }),
    ...(request.put && { 'Content-Type': request.put.type }),
    ...(gzip && { 'Content-Encoding': 'gzip' }),
  };
}

/** Judged by progress: a slow answer that moves goes on for ever, a silent one is given up. */
class StallGuard {
  readonly #world: World;
  readonly #abort = new AbortController();
  #cancel: () => void;

  constructor(world: World, upload: number) {
    this.#world = world;
    this.#cancel = this.#arm(STALL_MS + (upload / UPLOAD_BYTES_PER_SECOND) * 1000);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  moved(): void {
    this.#cancel();
    this.#cancel = this.#arm(STALL_MS);
  }

  end(): void {
    this.#cancel();
  }

  #arm(ms: number): () => void {
    return this.#world.after(ms, () => this.#abort.abort());
  }
}

async function readAll(response: Response, stall: StallGuard): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  for (;;) {
    stall.moved();
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function judge(request: Ask, response: Response, bytes: Uint8Array, midpoint: number): Reply {
  const type = response.headers.get('Content-Type') ?? '';
  const later = retryAfter(response);
  if (response.ok && !request.isOurs && type.startsWith('application/octet-stream')) {
    return { kind: 'bytes', bytes };
  }
  const body = type.includes('json') ? parse(bytes) : undefined;
  if (response.ok && request.isOurs?.(body)) return { kind: 'json', body, midpoint };
  const code = codeOf(body);
  if (response.status >= 500) return { kind: 'unknown', why: 'server', ...later };
  if (response.status >= 400 && code) {
    return { kind: 'problem', status: response.status, code, ...later };
  }
  return { kind: 'unknown', why: 'not_ours', ...later };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function codeOf(body: unknown): string | undefined {
  const code = (body as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Seconds; the form with a date is no use to a phone whose clock may be off. */
function retryAfter(response: Response): { retryAfterS?: number } {
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return seconds >= 0 ? { retryAfterS: seconds } : {};
}

async function pack(value: unknown): Promise<{ bytes: Uint8Array<ArrayBuffer>; gzip: boolean }> {
  const plain = new TextEncoder().encode(JSON.stringify(value));
  if (!globalThis.CompressionStream) return { bytes: plain, gzip: false };
  return { bytes: await through(plain, new CompressionStream('gzip')), gzip: true };
}

/** @throws TypeError if `bytes` is not gzip */
export function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new DecompressionStream('gzip'));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(bytes).body?.pipeThrough(stream);
  return new Uint8Array(await new Response(packed ?? null).arrayBuffer());
}
