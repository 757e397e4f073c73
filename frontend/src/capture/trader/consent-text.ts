import type { Lang } from '../../i18n';
import type { Market } from '../../store/roster-types';

/** Fills `{animator}`, `{operator}` … of the text that is read aloud. Pure. */
export function filled(text: string, market: Market, animator: string, language: Lang): string {
  const { operator } = market;
  const values: Readonly<Record<string, string>> = {
    animator,
    operator: operator.names[language] || operator.names.ar,
    commune: communeName(market.commune, language),
    retention: String(operator.retention_months),
    contact: operator.contact,
    phone: operator.phone,
    cndp_ref: operator.cndp_ref,
  };
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}

/** The commune comes as a name or as names by language. */
function communeName(commune: unknown, language: Lang): string {
  if (typeof commune === 'string') return commune;
  const names = (commune ?? {}) as Partial<Record<Lang, string>>;
  return names[language] ?? names.ar ?? '';
}
