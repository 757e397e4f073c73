import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Sheet, TextField } from '../../ui';
import { words } from './words';

interface ReasonSheetProps {
  open: boolean;
  title: string;
  /** The word of the button. */
  action: string;
  /** Who will read it; the author unless said. */
  hint?: string;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** A decision that needs its reason in words: to reject, to reopen. */
export function ReasonSheet({ open, title, action, hint, onClose, onSend }: ReasonSheetProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const say = t(words);
  const close = () => {
    setReason('');
    setAsked(false);
    onClose();
  };
  const send = () => {
    if (!reason.trim()) return setAsked(true);
    onSend(reason.trim());
    setReason('');
    setAsked(false);
  };
  return (
    <Sheet
      open={open}
      title={title}
      onClose={close}
      foot={
        <Button kind="main" onClick={send}>
          {action}
        </Button>
      }
    >
      <TextField
        label={say.reason}
        hint={hint ?? say.reason_hint}
        value={reason}
        onInput={setReason}
        lines={3}
        maxLength={500}
        autoFocus
        error={asked && !reason.trim() ? say.need_reason : undefined}
      />
    </Sheet>
  );
}
