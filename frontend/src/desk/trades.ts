import { signal } from '@preact/signals';
import { readTrades } from './api';
import type { Texts } from './types';

/** Names of sections and trades by code; empty until the server was asked. */
export const trades = signal<{
  sections: ReadonlyMap<string, Texts>;
  names: ReadonlyMap<string, Texts>;
  sectionOf: ReadonlyMap<string, string>;
}>({ sections: new Map(), names: new Map(), sectionOf: new Map() });

/** Asked once a session: the list changes with a version of the server. */
export async function loadTrades(): Promise<void> {
  if (trades.value.sections.size > 0) return;
  const found = await readTrades();
  trades.value = {
    sections: new Map(found.sections.map(({ code, names }) => [code, names])),
    names: new Map(found.trades.map(({ code, names }) => [code, names])),
    sectionOf: new Map(found.trades.map(({ code, section }) => [code, section ?? ''])),
  };
}
