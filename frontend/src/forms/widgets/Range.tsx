import { t } from '../../i18n';
import { Choice, FieldNotes } from '../../ui';
import { looks } from '../look.ts';
import { words } from '../words.ts';
import { Beside } from './Beside.tsx';
import { NumberField } from './Typed.tsx';
import type { WidgetProps } from './types.ts';

/** From so many steps on, a range is slid or typed instead of pressed. */
const PRESSED_STEPS = 12;

export function Range(props: WidgetProps) {
  const { question, onAnswer } = props;
  const { node } = question;
  const { range } = node.source;
  if (!range) return <NumberField {...props} />;
  const scale = scaleOf(range);
  const give = (value: string) => onAnswer(range.type === 'integer' ? Number(value) : value);
  if (looks(node, 'picker')) return <TypedRange {...props} />;
  if (looks(node, 'rating') && scale.length <= PRESSED_STEPS) {
    return <Rating {...props} scale={scale} onGive={give} />;
  }
  if (scale.length > PRESSED_STEPS) return <Slider {...props} scale={scale} onGive={give} />;
  return <Steps {...props} scale={scale} onGive={give} />;
}

/** All that may be answered, without what floating point adds. */
function scaleOf({ start, end, step }: { start: string; end: string; step: string }): string[] {
  const [low, high, by] = [start, end, step].map(Number) as [number, number, number];
  const steps = Math.floor((high - low) / by + 1e-9);
  return Array.from({ length: steps + 1 }, (_, at) => String(Number((low + at * by).toFixed(9))));
}

interface ScaleProps extends WidgetProps {
  scale: readonly string[];
  onGive: (value: string) => void;
}

const given = (answer: WidgetProps['answer']): string | null =>
  typeof answer === 'string' || typeof answer === 'number' ? String(answer) : null;

function Steps({ question, scale, label, answer, error, warning, onGive }: ScaleProps) {
  const options = scale.map((value) => ({ value, label: <bdi class="num">{value}</bdi> }));
  return (
    <Choice
      legend={label}
      legendHidden
      pairs={!looks(question.node, 'vertical')}
      options={options}
      value={given(answer)}
      onChange={onGive}
      error={error}
      warning={warning}
    />
  );
}

/** Squares filled up to the one that was pressed. */
function Rating({ question, scale, label, answer, error, warning, onGive }: ScaleProps) {
  const at = scale.indexOf(given(answer) ?? '');
  return (
    <fieldset class="rating">
      <legend class="hidden">{label}</legend>
      {scale.map((value, index) => (
        <label key={value} class={index <= at ? 'on' : undefined}>
          <input
            type="radio"
            name={question.path}
            checked={index === at}
            onChange={() => onGive(value)}
          />
          <span class="num">{value}</span>
        </label>
      ))}
      <FieldNotes id={question.path} error={error} warning={warning} />
    </fieldset>
  );
}

/** To be slid roughly and set by the buttons; nothing is answered before it was touched. */
function Slider({ question, scale, label, answer, error, warning, onGive }: ScaleProps) {
  const say = t(words);
  const value = given(answer);
  const at = value === null ? -1 : scale.indexOf(value);
  const middle = Math.floor(scale.length / 2);
  const give = (index: number) => onGive(scale[clamped(index, scale)] ?? '');
  return (
    <div class="ask">
      <output class="big center">{value === null ? '–' : <bdi class="num">{value}</bdi>}</output>
      <Beside onStep={(by) => give((at < 0 ? middle : at) + by)}>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={value ?? say.not_answered}
          class={value === null ? 'unset' : undefined}
          min={0}
          max={scale.length - 1}
          value={at < 0 ? middle : at}
          onInput={({ currentTarget }) => give(Number(currentTarget.value))}
          onClick={({ currentTarget }) => give(Number(currentTarget.value))}
        />
      </Beside>
      {!looks(question.node, 'no-ticks') && <Ticks scale={scale} />}
      <FieldNotes id={question.path} error={error} warning={warning} />
    </div>
  );
}

const clamped = (index: number, scale: readonly string[]): number =>
  Math.min(Math.max(index, 0), scale.length - 1);

/** The ends and the middle, as far as the scale has one. */
function Ticks({ scale }: Pick<ScaleProps, 'scale'>) {
  const marks = [...new Set([0, (scale.length - 1) / 2, scale.length - 1])];
  return (
    <p class="row between mini soft ticks" aria-hidden="true">
      {marks.filter(Number.isInteger).map((at) => (
        <bdi key={at} class="num">
          {scale[at]}
        </bdi>
      ))}
    </p>
  );
}

function TypedRange(props: WidgetProps) {
  const { range } = props.question.node.source;
  return (
    <>
      {range && <p class="small soft">{t(words).range({ start: range.start, end: range.end })}</p>}
      <NumberField {...props} />
    </>
  );
}
