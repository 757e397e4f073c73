import { t } from '../../i18n';
import { Button, Icon, showUndo } from '../../ui';
import { merge, readDuplicates, readMerges, undoMerge } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { momentOf, sectionName, tradeName } from '../names';
import { Page } from '../Page';
import { addressOf } from '../routes';
import type { Duplicate, Merge, Trader } from '../types';
import { duplicateWords, reasonText } from './duplicate-words';
import './duplicates.css';

/** Two registrations that may be one person, side by side. A merge is a coach's act and can be undone. */
export function Duplicates() {
  const pairs = useLoad(readDuplicates, 'duplicates');
  const merges = useLoad(readMerges, 'merges');
  const { run, problem } = useAction();
  const say = t(duplicateWords);
  const again = () => {
    pairs.reload();
    merges.reload();
  };
  const undo = (aliasId: string) =>
    run(async () => {
      await undoMerge(aliasId);
      again();
    });
  const join = (from: Trader, to: Trader) =>
    run(async () => {
      const { alias_id } = await merge(from.trader_id, to.trader_id);
      showUndo({
        text: say.merged({ from: from.known_as, to: to.known_as }),
        undo: () => undo(alias_id),
      });
      again();
    });
  return (
    <Page
      title={pairs.data ? say.title({ n: pairs.data.length }) : say.heading}
      second={say.explain}
      aside={
        <Button size="small" href={addressOf('review')}>
          {say.to_review}
        </Button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <Loaded of={pairs}>
        {(found) =>
          found.map((pair) => (
            <Pair key={`${pair.a.trader_id} ${pair.b.trader_id}`} pair={pair} onMerge={join} />
          ))
        }
      </Loaded>
      <h2 class="part">{say.merges}</h2>
      <Loaded of={merges} rows={2}>
        {(found) => <Merges merges={found} onUndo={undo} />}
      </Loaded>
    </Page>
  );
}

interface PairProps {
  pair: Duplicate;
  onMerge: (from: Trader, to: Trader) => void;
}

function Pair({ pair, onMerge }: PairProps) {
  const say = t(duplicateWords);
  return (
    <section class="pair">
      <p class="st flag">
        <Icon name="flag" size={20} />
        <span>{pair.reasons.map(reasonText).join(' · ')}</span>
      </p>
      <div class="sides">
        <Side trader={pair.a} other={pair.b} onKeep={() => onMerge(pair.b, pair.a)} />
        <Side trader={pair.b} other={pair.a} onKeep={() => onMerge(pair.a, pair.b)} />
      </div>
      <p class="small soft">{say.different}</p>
    </section>
  );
}

function Side({ trader, other, onKeep }: { trader: Trader; other: Trader; onKeep: () => void }) {
  const say = t(duplicateWords);
  const lines = [
    [say.name_ar, trader.name_ar, other.name_ar],
    [say.name_latin, trader.name_latin, other.name_latin],
    [say.place, places(trader), places(other)],
    [say.section, section(trader), section(other)],
    [say.trade, tradeName(trader.trade), tradeName(other.trade)],
    [say.badge, trader.badge, other.badge],
    [say.state, say[`state_${trader.state}`], say[`state_${other.state}`]],
  ] as const;
  return (
    <div class="side">
      <h2>
        <bdi>{trader.known_as}</bdi>
      </h2>
      <dl class="facts">
        {lines.map(([name, value, beside]) => (
          <div
            key={name}
            class={value && value === beside && name !== say.state ? 'same' : undefined}
          >
            <dt>{name}</dt>
            <dd>
              <bdi>{value || '—'}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Button icon="merge" onClick={onKeep}>
        {say.keep_this}
      </Button>
    </div>
  );
}

const section = (trader: Trader) => trader.section && sectionName(trader.section);

export const places = ({ stall_numbers }: Trader) => stall_numbers.join(' · ');

function Merges({ merges, onUndo }: { merges: readonly Merge[]; onUndo: (id: string) => void }) {
  const say = t(duplicateWords);
  if (merges.length === 0) return <p class="soft">{say.no_merges}</p>;
  return (
    <ul class="merges">
      {merges.map((one) => (
        <li key={one.alias_id}>
          <span>
            <bdi>{one.from.known_as}</bdi> <Icon name="go" size={20} />{' '}
            <b>
              <bdi>{one.to.known_as}</bdi>
            </b>
            <span class="small soft"> {momentOf(one.at)}</span>
          </span>
          <Button size="small" icon="undo" onClick={() => onUndo(one.alias_id)}>
            {say.undo_merge}
          </Button>
        </li>
      ))}
    </ul>
  );
}
