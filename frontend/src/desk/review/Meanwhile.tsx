import { t } from '../../i18n';
import { Button } from '../../ui';
import type { Problem } from '../http';
import { momentOf, nameOf, nameOfBy, stateName } from '../names';
import { me } from '../session';
import type { By, DecisionType } from '../types';
import { outcomeWords } from './outcome-words';
import { words } from './words';

interface MeanwhileProps {
  tried: DecisionType;
  problem: Problem;
  onLook: () => void;
}

/** `revise`: it was the author, with a newer revision. */
type Between = DecisionType | 'undo' | 'revise';

interface Found {
  by?: By | null;
  at?: string | null;
  decision?: Between | null;
  current?: { rev: number; state: string } | null;
}

/** Somebody was first: both decisions by name, and what stands now. Nothing was written (ST3). */
export function Meanwhile({ tried, problem, onLook }: MeanwhileProps) {
  const say = t(outcomeWords);
  const { by, at, decision, current } = problem.extra as Found;
  const revised = decision === 'revise' && current;
  return (
    <div class="meanwhile" role="alert">
      <p class="strong">{revised ? say.meanwhile_rev({ rev: current.rev }) : say.meanwhile}</p>
      {by && (
        <p>
          {say.meanwhile_other({
            name: nameOfBy(by),
            decision: decision ? wordOf(decision) : '',
            when: at ? momentOf(at) : '',
          })}
        </p>
      )}
      <p>
        {say.meanwhile_yours({
          name: me.value ? nameOf(me.value.person) : '',
          decision: wordOf(tried),
        })}
      </p>
      {current && (
        <p class="soft">
          {say.meanwhile_now({ state: stateName(current.state), rev: current.rev })}
        </p>
      )}
      <Button kind="main" fit onClick={onLook}>
        {say.look_again}
      </Button>
    </div>
  );
}

function wordOf(decision: Between): string {
  const say = t(words);
  return decision === 'revise' ? say.revised : say[`did_${decision}`];
}
