import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, Sheet, TextField } from '../../ui';
import { kindName } from '../kinds';
import type { Counted, Following } from '../types';
import { rejectWords } from './reject-words';
import { Whom } from './Whom';
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
          onChange={({ trader_id }) => setTo(trader_id)}
          error={asked && to === null ? say.need_whom : undefined}
        />
      )}
    </Sheet>
  );
}
