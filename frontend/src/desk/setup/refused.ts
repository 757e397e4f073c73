import { Problem } from '../http';

/** Whether the server found the password too easy: it knows what guessers try first. */
export function guessable(cause: unknown): boolean {
  if (!(cause instanceof Problem) || !Array.isArray(cause.extra.errors)) return false;
  return cause.extra.errors.some(({ code }) => code === 'password_guessable');
}
