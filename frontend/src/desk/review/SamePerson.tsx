import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, type Children, Sheet, showUndo } from '../../ui';
import { merge, undoMerge } from '../api';
import { ProblemNote, useAction } from '../load';
import type { Trader } from '../types';
import { duplicateWords } from './duplicate-words';
import { rejectWords } from './reject-words';
import { sameWords } from './same-words';
import { Whom } from './Whom';

interface SamePersonProps {
  /** Who is registered twice; null while nobody asks. */
  of: Pick<Trader, 'trader_id' | 'known_as'> | null;
  onClose: () => void;
  /** After a merge, and after its undo. */
  onChanged: () => void;
}

/** "Same person as…": a pair that nobody suggested. Whom the coach finds stays (NA6). */
export function SamePerson({ of, onClose, onChanged }: SamePersonProps) {
  const { run, problem, clear, busy } = useAction();
  const join = (from: NonNullable<SamePersonProps['of']>, to: Trader) =>
    run(async () => {
      const { alias_id } = await merge(from.trader_id, to.trader_id);
      onClose();
      onChanged();
      const undo = () =>
        run(async () => {
          await undoMerge(alias_id);
          onChanged();
        });
      const text = t(duplicateWords).merged({ from: from.known_as, to: to.known_as });
      showUndo({ text, undo });
    });
  if (of === null) return problem && <ProblemNote problem={problem} />;
  const close = () => {
    clear();
    onClose();
  };
  return (
    <Choosing of={of} busy={busy} onClose={close} onChoose={(to) => join(of, to)}>
      {problem && <ProblemNote problem={problem} />}
    </Choosing>
  );
}

interface ChoosingProps {
  of: NonNullable<SamePersonProps['of']>;
  busy: boolean;
  onClose: () => void;
  onChoose: (to: Trader) => void;
  children: Children;
}

function Choosing({ of, busy, onClose, onChoose, children }: ChoosingProps) {
  const [to, setTo] = useState<Trader | null>(null);
  const [asked, setAsked] = useState(false);
  const say = t(sameWords);
  const send = () => {
    setAsked(true);
    if (to) onChoose(to);
  };
  return (
    <Sheet
      open
      title={say.title({ name: of.known_as })}
      onClose={onClose}
      foot={
        <Button kind="main" icon="merge" busy={busy} onClick={send}>
          {say.join}
        </Button>
      }
    >
      {children}
      <p class="small soft">{say.explain}</p>
      <Whom
        but={of.trader_id}
        value={to?.trader_id ?? null}
        onChange={setTo}
        error={asked && to === null ? t(rejectWords).need_whom : undefined}
      />
    </Sheet>
  );
}
