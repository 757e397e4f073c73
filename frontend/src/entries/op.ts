import type { Body } from './types';

/** Ops: one immutable change to an entry, whole (SPEC OP). Pure but for the digest. */

export type OpType = 'create' | 'revise' | 'cancel';

export interface Op {
  readonly op_id: string;
  readonly type: OpType;
  readonly entry_id: string;
  /** The revision this change was made on; 0 for a create. */
  readonly base_rev: number;
  readonly kind: string;
  readonly schema_version: number;
  readonly market_id: string;
  readonly person_id: string;
  readonly device_id: string;
  readonly epoch: string | null;
  readonly souk_date: string;
  /** `null` on a cancel: the last body stays. */
  readonly body: Body | null;
  readonly recorded_at: string;
  readonly tz_offset_min: number;
  readonly supersedes?: readonly string[];
}

/** With the `u` flag a pair is one character, so only a lone half matches. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The op as the characters that travel (OP3). What no keyboard shows and both databases refuse
 * (NUL, half an emoji) is taken out here, before anybody is told "saved" (OP4).
 * @throws TypeError `float_not_allowed` if a number is not a safe integer
 */
export function freeze(op: Op): string {
  return JSON.stringify(op, (_, value: unknown) => {
    if (typeof value === 'string') return clean(value);
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new TypeError('float_not_allowed');
    }
    return value;
  });
}

export function thaw(text: string): Op {
  return JSON.parse(text) as Op;
}

/** Sealed since its day was over: it travels as it is, and only the server reads it (VA11). */
export function isShut(text: string): boolean {
  return text.startsWith('{"sealed":');
}

function clean(text: string): string {
  return text.replaceAll('\0', '').replace(LONE_SURROGATE, '\ufffd');
}

/** SHA-256 of the UTF-8 bytes, lower-case hexadecimal. */
export async function digestOf(text: string): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

export function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
