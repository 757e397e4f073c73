import { signal } from '@preact/signals';
import type { Me, Role } from './types';

/** Who is signed in; `null` where nobody is, `undefined` until the server was asked. */
export const me = signal<Me | null | undefined>(undefined);

/** Held in fact: a deputy, who does what a coach does, is none. */
export function holdsOneself(role: Role): boolean {
  return holds(role) && !(role === 'coach' && holds('deputy'));
}

export function holds(...roles: readonly Role[]): boolean {
  return me.value?.roles.some((role) => roles.includes(role)) ?? false;
}
