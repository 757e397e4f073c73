import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import {
  Bdi,
  Button,
  Choice,
  isReadable,
  Num,
  SearchField,
  Sheet,
  TextField,
  WhenField,
} from '../../ui';
import { ProblemNote, useAction } from '../load';
import { findSubjects, type Sort, type Subject, takeRequest } from './api';
import { words } from './words';

const SORTS = ['see', 'correct', 'object', 'erase'] as const;
/** ms without a key before the search goes out. */
const TYPING_MS = 250;
const FOUND = 5;
const NEW = { q: '', trader: null as string | null, sort: 'see' as Sort, note: '', received: '' };

interface TakeSheetProps {
  open: boolean;
  onClose: () => void;
  onTaken: () => void;
}

/** A request is written down: whose (by card or name), what is asked, said on which day. */
export function TakeSheet({ open, onClose, onTaken }: TakeSheetProps) {
  const [taken, setTaken] = useState(NEW);
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAction();
  const found = useFound(taken.q.trim());
  const say = t(words);
  const set = (some: Partial<typeof NEW>) => setTaken({ ...taken, ...some });
  const close = () => {
    setTaken(NEW);
    setAsked(false);
    onClose();
  };
  const dateWrong = !isReadable('date', taken.received);
  const chosen = found?.find(({ trader_id }) => trader_id === taken.trader)?.trader_id;
  const take = () => {
    setAsked(true);
    if (!chosen || dateWrong) return;
    run(async () => {
      await takeRequest({
        trader_id: chosen,
        sort: taken.sort,
        note: taken.note.trim(),
        received_on: taken.received || null,
      });
      close();
      onTaken();
    });
  };
  return (
    <Sheet
      open={open}
      title={say.take}
      onClose={close}
      foot={
        <Button kind="main" busy={busy} onClick={take}>
          {say.register}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <SearchField
        label={say.find}
        placeholder={say.find}
        value={taken.q}
        onInput={(q) => set({ q, trader: null })}
      />
      <Found
        traders={found}
        value={taken.trader}
        onChange={(trader) => set({ trader })}
        error={asked && !chosen ? say.pick_first : undefined}
      />
      <Choice
        legend={say.sort}
        value={taken.sort}
        onChange={(sort) => set({ sort })}
        pairs
        options={SORTS.map((sort) => ({ value: sort, label: say[`sort_${sort}`] }))}
      />
      <WhenField
        label={say.received_on}
        kind="date"
        value={taken.received}
        onInput={(received) => set({ received })}
      />
      <TextField
        label={say.remark}
        value={taken.note}
        onInput={(note) => set({ note })}
        lines={2}
      />
    </Sheet>
  );
}

interface FoundProps {
  traders: readonly Subject[] | null;
  value: string | null;
  onChange: (traderId: string) => void;
  error: string | undefined;
}

function Found({ traders, value, onChange, error }: FoundProps) {
  const say = t(words);
  if (traders === null) return <p class="soft">{error ? say.find_first : ''}</p>;
  if (traders.length === 0) return <p class="nothing">{say.not_found}</p>;
  return (
    <Choice
      legend={say.pick}
      value={value}
      onChange={onChange}
      error={error}
      options={traders.map((trader) => ({
        value: trader.trader_id,
        label: <Bdi>{trader.known_as}</Bdi>,
        hint: hintOf(trader),
      }))}
    />
  );
}

/** What tells namesakes apart. */
function hintOf({ badge, state }: Subject) {
  if (badge) return <Num>{badge}</Num>;
  return state === 'imported' ? t(words).of_a_list : undefined;
}

/** The first few that fit, once typing rests; `null` before anything was asked. */
function useFound(q: string): readonly Subject[] | null {
  const [found, setFound] = useState<readonly Subject[] | null>(null);
  useEffect(() => {
    if (q === '') {
      setFound(null);
      return;
    }
    let here = true;
    const timer = setTimeout(() => {
      findSubjects(q).then(
        (page) => here && setFound(page.items.slice(0, FOUND)),
        () => here && setFound(null),
      );
    }, TYPING_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [q]);
  return found;
}
