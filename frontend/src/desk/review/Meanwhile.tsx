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

interface Found {
  by?: By | null;
  at?: string | null;
  decision?: DecisionType | 'undo' | null;
  current?: { rev: number; state: string } | null;
}

/** Somebody was first: both decisions by name, and what stands now. Nothing was written (ST3). */
export function Meanwhile({ tried, problem, onLook }: MeanwhileProps) {
  const say = { ...t(words), ...t(outcomeWords) };
  const { by, at, decision, current } = problem.extra as Found;
  return (
    <div class="meanwhile" role="alert">
      <p class="strong">
        {by || !current ? say.meanwhile : say.meanwhile_rev({ rev: current.rev })}
      </p>
      {by && (
        <p>
          {say.meanwhile_other({
            name: nameOfBy(by),
            decision: decision ? say[`did_${decision}`] : '',
            when: at ? momentOf(at) : '',
          })}
        </p>
      )}
      <p>
        {say.meanwhile_yours({
          name: me.value ? nameOf(me.value.person) : '',
          decision: say[`did_${tried}`],
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
