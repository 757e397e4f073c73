import type { Asking, Rule } from '../../forms/asking';
import { isDay } from '../../ui';

/** Who is asked, as it is being typed. Pure. */
export interface Typed {
  readonly rule: Rule;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly quotas: Readonly<Record<string, string>>;
  readonly share: string;
  readonly seed: string;
}

/** Where one begins: percent. */
const A_FIFTH = '20';

type Fault = 'need_day' | 'ends_before' | 'need_number' | 'need_share';
export type Faulty = Partial<Record<'starts_on' | 'ends_on' | 'quotas' | 'share', Fault>>;

export function typedOf(asking: Asking): Typed {
  const { rule, starts_on, ends_on, quotas, share, seed } = asking;
  const wanted = Object.entries(quotas).map(([section, n]) => [section, String(n)]);
  return {
    rule,
    starts_on: starts_on ?? '',
    ends_on: ends_on ?? '',
    quotas: Object.fromEntries(wanted),
    share: rule === 'sample' ? String(share) : A_FIFTH,
    seed,
  };
}

/** What stops it from being saved. */
export function faultsIn({ rule, starts_on, ends_on, quotas, share }: Typed): Faulty {
  if (rule === 'everyone') return {};
  const faults: Faulty = {};
  if (!isDay(starts_on)) faults.starts_on = 'need_day';
  if (ends_on !== '' && !isDay(ends_on)) faults.ends_on = 'need_day';
  else if (ends_on !== '' && ends_on < starts_on) faults.ends_on = 'ends_before';
  if (rule === 'quota' && Object.values(quotas).some((n) => n !== '' && !/^\d{1,5}$/.test(n))) {
    faults.quotas = 'need_number';
  }
  if (rule === 'sample' && !(/^\d{1,3}$/.test(share) && +share >= 1 && +share <= 100)) {
    faults.share = 'need_share';
  }
  return faults;
}

/** What of it belongs to the rule; the rest was typed for another one. */
export function wantedOf({ rule, starts_on, ends_on, quotas, share, seed }: Typed): Asking {
  const asked = rule !== 'everyone';
  const numbers = Object.entries(quotas).filter(([, n]) => n !== '');
  return {
    rule,
    starts_on: asked ? starts_on : null,
    ends_on: asked && ends_on !== '' ? ends_on : null,
    quotas: rule === 'quota' ? Object.fromEntries(numbers.map(([s, n]) => [s, Number(n)])) : {},
    share: rule === 'sample' ? Number(share) : 100,
    seed: rule === 'sample' ? seed.trim() : '',
  };
}
