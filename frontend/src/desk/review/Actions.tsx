import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button } from '../../ui';
import type { EntryDetail } from '../types';
import { ReasonSheet } from './ReasonSheet';
import { RejectSheet } from './RejectSheet';
import type { Deciding } from './useDeciding';
import { useKeys } from './useKeys';
import { words } from './words';

interface ActionsProps {
  entry: EntryDetail;
  deciding: Deciding;
  /** Others are ticked in the list: the one solid button is theirs. */
  others: boolean;
  onNext: () => void;
  onApprove: () => void;
  onReturn: () => void;
}

/** What can be decided of the entry, each with its key. */
export function Actions({ entry, deciding, others, onApprove, onReturn, onNext }: ActionsProps) {
  const [asking, setAsking] = useState<'reject' | 'reopen' | null>(null);
  const say = t(words);
  const can = actionsFor(entry);
  const hanging = Object.keys(entry.hanging ?? {}).length > 0 ? entry.hanging : undefined;
  const approve = can.accept ? () => deciding.one(entry, 'accept_proposed') : onApprove;
  useKeys((shortcut) => {
    if (shortcut === 'approve' && (can.approve || can.accept)) approve();
    else if (shortcut === 'return' && can.return) onReturn();
    else if (shortcut === 'reject' && can.approve) setAsking('reject');
    else if (shortcut === 'reject' && can.accept) deciding.one(entry, 'refuse_proposed');
    else return false;
    return true;
  });
  return (
    <div class="deciding">
      {(can.approve || can.accept) && (
        <Button kind={others ? 'plain' : 'main'} kbd="A" busy={deciding.busy} onClick={approve}>
          {can.accept ? say.accept_proposed : say.approve}
        </Button>
      )}
      {can.return && (
        <Button kbd="R" onClick={onReturn}>
          {say.return}
        </Button>
      )}
      {can.approve && (
        <Button kind="quiet" kbd="X" onClick={() => setAsking('reject')}>
          {say.reject}
        </Button>
      )}
      {can.accept && (
        <Button kbd="X" onClick={() => deciding.one(entry, 'refuse_proposed')}>
          {say.refuse_proposed}
        </Button>
      )}
      {can.reopen && <Button onClick={() => setAsking('reopen')}>{say.reopen}</Button>}
      <span class="push">
        <Button kind="quiet" kbd="J" onClick={onNext}>
          {say.next}
        </Button>
      </span>
      {hanging && entry.trader_id && asking === 'reject' && (
        <RejectSheet
          open
          hanging={hanging}
          traderId={entry.trader_id}
          onClose={() => setAsking(null)}
          onSend={(reason, following) => {
            setAsking(null);
            deciding.one(entry, 'reject', { reason, following });
          }}
        />
      )}
      <ReasonSheet
        title={asking === 'reopen' ? say.reopen_title : say.reject_title}
        action={asking === 'reopen' ? say.reopen : say.reject}
        open={asking !== null && !(hanging && asking === 'reject')}
        onClose={() => setAsking(null)}
        onSend={(reason) => {
          setAsking(null);
          if (asking) deciding.one(entry, asking, { reason });
        }}
      />
    </div>
  );
}

/** What ST1 admits for an entry as it stands, and the lock of its day (LK1). */
export function actionsFor(entry: Pick<EntryDetail, 'state' | 'proposed_rev' | 'lock'>): {
  approve: boolean;
  return: boolean;
  accept: boolean;
  reopen: boolean;
} {
  const proposed = entry.proposed_rev !== null;
  const open = entry.lock === null;
  const waits = !proposed && entry.state === 'received';
  return {
    accept: open && proposed,
    approve: open && waits,
    return: waits,
    reopen: open && !proposed && (entry.state === 'approved' || entry.state === 'rejected'),
  };
}
