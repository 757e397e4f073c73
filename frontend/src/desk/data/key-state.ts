import type { ApiKey } from '../types';

export type KeyState = 'valid' | 'expired' | 'revoked';

/** @param now ms since 1970 */
export function keyState(key: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: number): KeyState {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'valid';
}
