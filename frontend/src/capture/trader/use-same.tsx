import { useState } from 'preact/hooks';
import { goTo } from '../../app/router';
import type { Candidate } from '../../roster/duplicates';
import { dropDraft, saveEntries } from '../../store';
import type { Children } from '../../ui';
import { traderOf } from '../named';
import { saving } from '../saving';
import { circumstancesOf } from './circumstances';
import { entriesOfKnown, type Registration } from './registration';
import { SamePerson } from './SamePerson';
import { likelySame } from './same';
import type { StepProps } from './steps';

interface Asked {
  candidates: readonly Candidate[];
  body: Registration;
  then: (body: Registration) => void;
}

/** Asks about each likely duplicate before going on; "no" is written down, "yes" takes the known trader. */
export function useSameCheck({ draft, change }: StepProps) {
  const [asked, setAsked] = useState<Asked>();
  const [candidate] = asked?.candidates ?? [];
  const known = traderOf(candidate?.trader_id);

  /** Runs `then` once nobody is left to ask about, with the answers laid on `body`. */
  const check = async (body: Registration, then: Asked['then']) => {
    const candidates = await likelySame({ ...draft, body });
    if (candidates.length > 0) setAsked({ candidates, body, then });
    else then(body);
  };
  const no = () => {
    if (!asked || !candidate) return;
    const not_duplicate_of = [...asked.body.not_duplicate_of, candidate.trader_id];
    const body = { ...asked.body, not_duplicate_of };
    change({ not_duplicate_of });
    const candidates = asked.candidates.slice(1);
    setAsked(candidates.length > 0 ? { ...asked, body, candidates } : undefined);
    if (candidates.length === 0) asked.then(body);
  };
  const yes = async () => {
    if (!known || !asked) return;
    if (known.state === 'imported') {
      // On a list only: this registration is theirs.
      change({ trader_id: known.id });
      setAsked(undefined);
      asked.then({ ...asked.body, trader_id: known.id });
      return;
    }
    const entries = entriesOfKnown(draft.body, known.id, circumstancesOf(draft));
    if (!(await saving(() => saveEntries(entries)))) return;
    await saving(() => dropDraft(draft.draft_id));
    goTo(`/trader/${known.id}`, { replace: true });
  };
  const sheet: Children = candidate && known && (
    <SamePerson
      candidate={candidate}
      known={known}
      newcomer={{
        known_as: draft.body.known_as,
        trade: draft.body.trade ?? '',
        rahba: circumstancesOf(draft).rahba,
        badge: draft.body.badge,
      }}
      onYes={yes}
      onNo={no}
      onClose={() => setAsked(undefined)}
    />
  );
  return { check, sheet };
}
