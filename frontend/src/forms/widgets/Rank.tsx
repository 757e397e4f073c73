import { t } from '../../i18n';
import { Bdi, Button, Choices, FieldNotes } from '../../ui';
import { choicesOffered } from '../answers.ts';
import { words } from '../words.ts';
import { optionOf } from './options.tsx';
import type { WidgetProps } from './types.ts';

/** Choices put in order: pressed one after the other, then moved by buttons. Nothing is dragged. */
export function Rank({ question, label, answer, error, warning, lang, onAnswer }: WidgetProps) {
  const say = t(words);
  const options = choicesOffered(question.node, question.scope).map((choice) =>
    optionOf(question, choice, lang),
  );
  const order = (Array.isArray(answer) ? (answer as string[]) : []).filter((name) =>
    options.some(({ value }) => value === name),
  );
  const left = options.filter(({ value }) => !order.includes(value));
  return (
    <>
      <ol class="ranked" aria-label={label}>
        {order.map((name, at) => (
          <li key={name} class={order.length > 1 ? 'movable' : undefined}>
            <Ranked
              place={at + 1}
              word={options.find(({ value }) => value === name)?.label}
              onOut={() => onAnswer(order.filter((other) => other !== name))}
              onUp={at > 0 ? () => onAnswer(swapped(order, at - 1)) : undefined}
              onDown={at + 1 < order.length ? () => onAnswer(swapped(order, at)) : undefined}
            />
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <Choices
          legend={<span class="small soft">{say.rank_hint({ n: order.length + 1 })}</span>}
          options={left}
          values={[]}
          onChange={([next]) => onAnswer(next ? [...order, next] : order)}
        />
      )}
      <FieldNotes id={question.path} error={error} warning={warning} />
    </>
  );
}

interface RankedProps {
  place: number;
  word: preact.ComponentChildren;
  onOut: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function Ranked({ place, word, onOut, onUp, onDown }: RankedProps) {
  const say = t(words);
  return (
    <>
      <label class="opt checkbox on">
        <input type="checkbox" checked onChange={onOut} />
        <b class="num">{place}</b>
        <span class="main">
          <Bdi>{word}</Bdi>
        </span>
      </label>
      {onUp && (
        <Button size="small" icon="down" label={say.rank_up({ n: place })} onClick={onUp}>
          {''}
        </Button>
      )}
      {onDown && (
        <Button size="small" icon="down" label={say.rank_down({ n: place })} onClick={onDown}>
          {''}
        </Button>
      )}
    </>
  );
}

/** With the one at `at` and the one behind it changed about. */
function swapped(order: readonly string[], at: number): string[] {
  const [one, other] = [order[at], order[at + 1]] as [string, string];
  return [...order.slice(0, at), other, one, ...order.slice(at + 2)];
}
