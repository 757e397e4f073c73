import { readFileSync } from 'node:fs';
import { type Form, prepare } from '../../src/forms/form.ts';
import type { Context } from '../../src/forms/types.ts';

/** A form that the server's compiler wrote: `souk_trader_v1`, `household`, `cascade`. */
export const formNamed = (name: string): Form =>
  prepare(JSON.parse(readFileSync(`../tests/vectors/forms/compiled/${name}.json`, 'utf8')));

export const CONTEXT: Context = {
  today: '2026-11-27',
  now: '2026-11-27T08:15:30Z',
  lang: 'ar',
};
