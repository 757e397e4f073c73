import { type Lang, lang, t } from '../i18n';
import { survivor } from '../roster/aliases';
import type { Names, Stall, Trader } from '../store';
import { roster } from '../store';
import { words } from './words';

/** What things and people of the roster are called, in the language of the moment. */

export function named(names: Names | undefined, language: Lang = lang.value): string {
  return names?.[language] || names?.ar || '';
}

export function personName(person: { name_ar: string; name_latin: string }): string {
  const { name_ar, name_latin } = person;
  return lang.value === 'ar' ? name_ar || name_latin : name_latin || name_ar;
}

export function sectionName(code: string | null): string {
  return named(roster.value.rahbas.find((rahba) => rahba.code === code)?.names) || (code ?? '');
}

/** The plain name of a section of trades, where it is not a part of the ground. */
export function tradeSectionName(code: string): string {
  return named(roster.value.sections.find((section) => section.code === code)?.names) || code;
}

export function tradeName(code: string): string {
  return named(roster.value.trades.find((trade) => trade.code === code)?.names) || code;
}

/** The section whose sign stands for the trader: where they sell, or else what they sell. */
export function sectionOf(trader: Trader): string {
  const trade = roster.value.trades.find(({ code }) => code === trader.trade);
  return trade?.section ?? trader.rahba ?? '';
}

/** The name in the papers, where it says more than the name people know. */
export function civilName({ known_as, name_ar, name_latin }: Trader): string | null {
  const name = lang.value === 'ar' ? (name_ar ?? name_latin) : (name_latin ?? name_ar);
  return name && name !== known_as ? name : null;
}

/** A merged trader is found under the survivor (PR8). */
export function traderOf(id: string | null | undefined): Trader | null {
  if (!id) return null;
  const { traders, aliases } = roster.value;
  return traders.get(survivor(id, aliases)) ?? traders.get(id) ?? null;
}

export function stallOf(id: string | null | undefined): Stall | null {
  return (id && roster.value.stalls.get(id)) || null;
}

export function placeName(stall: Stall): string {
  return t(words).place({ number: stall.number });
}

/** Who or where an entry is about: «المكان 31», or the trader's name where there is no place. */
export function subjectName(subject: { trader_id?: string; stall_id?: string }): string {
  const stall = stallOf(subject.stall_id);
  if (stall) return placeName(stall);
  const trader = traderOf(subject.trader_id);
  if (trader) return trader.known_as;
  return subject.stall_id ? t(words).unknown_place : t(words).unnamed;
}
