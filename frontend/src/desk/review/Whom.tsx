import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Bdi, Choice, Num, SearchField } from '../../ui';
import { readTraders } from '../api';
import type { Trader } from '../types';
import { rejectWords } from './reject-words';

/** ms of rest before the registry is asked. */
const TYPING_MS = 300;
/** Shown of those that fit. */
const FOUND = 6;

interface WhomProps {
  /** Who is never offered. */
  but: string;
  value: string | null;
  onChange: (trader: Trader) => void;
  error: string | undefined;
}

/** Somebody of the registry, found by name or badge. */
export function Whom({ but, value, onChange, error }: WhomProps) {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly Trader[]>([]);
  const say = t(rejectWords);
  useEffect(() => {
    const q = typed.trim();
    if (q === '') return;
    let here = true;
    const show = (traders: readonly Trader[]) => {
      if (here) setFound(traders.filter((one) => one.trader_id !== but).slice(0, FOUND));
    };
    const timer = setTimeout(() => {
      readTraders(q, '', 0).then(
        (page) => show(page.items),
        () => show([]),
      );
    }, TYPING_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [typed, but]);
  const choose = (id: string) => {
    const chosen = found.find((trader) => trader.trader_id === id);
    if (chosen) onChange(chosen);
  };
  return (
    <>
      <SearchField label={say.whom} value={typed} onInput={setTyped} />
      <Choice
        legend={say.whom}
        legendHidden
        value={value}
        onChange={choose}
        error={error}
        options={found.map((trader) => ({
          value: trader.trader_id,
          label: <Bdi>{trader.known_as}</Bdi>,
          hint: <Num>{[...trader.stall_numbers, trader.badge].filter(Boolean).join(' · ')}</Num>,
        }))}
      />
    </>
  );
}
