import type { Outcome } from './push';
import type { Reply } from './transport';

/** Whether it is the server's own word, of this code, that stopped an exchange. */
export function isProblem(reply: Reply | null, code: string): boolean {
  return reply?.kind === 'problem' && reply.code === code;
}

/** What an exchange came to that an answer stopped. */
export function outcomeOf(reply: Reply): Outcome {
  if (reply.kind === 'problem') {
    if (reply.status === 401) return { kind: 'needs_login' };
    return { kind: 'later', code: reply.code, ...retryOf(reply) };
  }
  const code = reply.kind === 'unknown' ? reply.why : 'not_ours';
  return { kind: 'later', code, ...retryOf(reply) };
}

function retryOf(reply: Reply): { retryAfterS?: number } {
  const s = 'retryAfterS' in reply ? reply.retryAfterS : undefined;
  return s === undefined ? {} : { retryAfterS: s };
}
