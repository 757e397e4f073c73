import { useState } from 'preact/hooks';
import { Scan } from '../../app/join/Join';
import { canScan } from '../../camera/scan';
import { t } from '../../i18n';
import { nextBadge, parseBadge } from '../../roster/badges';
import { me, roster } from '../../store';
import { Choice, TextField } from '../../ui';
import { words } from './words';

type Way = 'next' | 'typed' | 'none';

/** What of a card was chosen and typed so far; it stands in the form's draft (PH6). */
export interface BadgeTyped {
  readonly way: Way;
  readonly code: string;
}

interface BadgeOf {
  current: string | null;
  trader_id: string;
  typed: BadgeTyped | null | undefined;
  onTyped: (typed: BadgeTyped, typing?: 'typing') => void;
  /** Who has no card keeps none, unless one is chosen. */
  keep?: boolean;
}

/** Which card the trader gets. `read` gives the code, null for none, undefined where something is wrong. */
export function useBadge({ current, trader_id, typed, onTyped, keep = false }: BadgeOf) {
  const say = t(words);
  const next = nextOfPile();
  const [first] = useState<BadgeTyped>(() => ({
    way: wayOf(current, keep ? null : next),
    code: current ?? '',
  }));
  const { way, code } = typed ?? first;
  const setWay = (chosen: Way) => onTyped({ way: chosen, code });
  const setCode = (text: string) => onTyped({ way, code: text }, 'typing');
  const [error, setError] = useState<string>();
  const read = (): string | null | undefined => {
    if (way !== 'typed') return way === 'next' ? next : null;
    const parsed = parseBadge(code, roster.value.market?.badge_prefix ?? '');
    const holder = 'badge' in parsed ? holderOf(parsed.badge, trader_id) : null;
    const wrong = 'problem' in parsed ? say[parsed.problem] : undefined;
    setError(holder === null ? wrong : say.badge_taken({ name: holder }));
    return 'badge' in parsed && holder === null ? parsed.badge : undefined;
  };
  return { way, setWay, next, code, setCode, error, read };
}

function wayOf(current: string | null, next: string | null): Way {
  if (current === null) return next ? 'next' : 'none';
  return current === next ? 'next' : 'typed';
}

/** The lowest card of the numbers lent to this phone that nobody wears. */
function nextOfPile(): string | null {
  const worn = new Set<string>();
  for (const { badge } of roster.value.traders.values()) if (badge) worn.add(badge);
  for (const range of me.value?.badge_ranges ?? []) {
    const badge = nextBadge(range, worn);
    if (badge) return badge;
  }
  return null;
}

function holderOf(badge: string, trader_id: string): string | null {
  for (const trader of roster.value.traders.values()) {
    if (trader.badge === badge && trader.id !== trader_id) return trader.known_as;
  }
  return null;
}

export function BadgeField({
  way,
  setWay,
  next,
  code,
  setCode,
  error,
}: Omit<ReturnType<typeof useBadge>, 'read'>) {
  const say = t(words);
  return (
    <>
      <Choice
        legend={say.badge}
        legendHidden
        value={way}
        onChange={setWay}
        options={[
          ...(next
            ? [
                {
                  value: 'next' as const,
                  label: say.badge_next,
                  hint: <bdi class="num">{next}</bdi>,
                },
              ]
            : []),
          { value: 'typed', label: say.badge_typed },
          { value: 'none', label: say.badge_none },
        ]}
      />
      {way === 'typed' && (
        <>
          <TextField
            label={say.badge_code}
            hint={say.badge_code_hint}
            ltr
            value={code}
            onInput={setCode}
            error={error}
          />
          {canScan() && <Scan onFound={setCode} />}
        </>
      )}
    </>
  );
}
