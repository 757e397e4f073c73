import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Bdi, Button, Choice, Num, SearchField, Sheet, TextField } from '../../ui';
import { readTraders } from '../api';
import { kindName } from '../kinds';
import type { Counted, Following, Trader } from '../types';
import { rejectWords } from './reject-words';
import { words } from './words';

interface RejectSheetProps {
  open: boolean;
  /** What was recorded of the trader, by kind. */
  hanging: Counted;
  /** Whom it cannot go to: the one that is rejected. */
  traderId: string;
  onClose: () => void;
  onSend: (reason: string, following: Following) => void;
}

/** A registration is rejected: why, and where its marks and surveys go (ST9). */
export function RejectSheet({ open, hanging, traderId, onClose, onSend }: RejectSheetProps) {
  const [reason, setReason] = useState('');
  const [what, setWhat] = useState<Following['what']>('keep');
  const [to, setTo] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const say = t(rejectWords);
  const counts = Object.entries(hanging).map(([kind, n]) => `${kindName(kind)} ${n}`);
  const send = () => {
    setAsked(true);
    if (!reason.trim() || (what === 'move' && to === null)) return;
    onSend(reason.trim(), what === 'move' && to !== null ? { what, to_id: to } : { what });
  };
  return (
    <Sheet
      open={open}
      title={t(words).reject_title}
      onClose={onClose}
      foot={
        <Button kind="main" onClick={send}>
          {t(words).reject}
        </Button>
      }
    >
      <TextField
        label={t(words).reason}
        hint={t(words).reason_hint}
        value={reason}
        onInput={setReason}
        lines={2}
        maxLength={500}
        error={asked && !reason.trim() ? t(words).need_reason : undefined}
      />
      <Choice
        legend={say.where({ counts: counts.join(' · ') })}
        value={what}
        onChange={setWhat}
        options={[
          { value: 'keep', label: say.keep, hint: say.keep_hint },
          { value: 'move', label: say.move, hint: say.move_hint },
          { value: 'reject', label: say.reject_too },
        ]}
      />
      {what === 'move' && (
        <Whom
          but={traderId}
          value={to}
          onChange={setTo}
          error={asked && to === null ? say.need_whom : undefined}
        />
      )}
    </Sheet>
  );
}

/** ms of rest before the registry is asked. */
const TYPING_MS = 300;
/** Shown of those that fit. */
const FOUND = 6;

interface WhomProps {
  but: string;
  value: string | null;
  onChange: (id: string) => void;
  error: string | undefined;
}

function Whom({ but, value, onChange, error }: WhomProps) {
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
  return (
    <>
      <SearchField label={say.whom} value={typed} onInput={setTyped} />
      <Choice
        legend={say.whom}
        legendHidden
        value={value}
        onChange={onChange}
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
