import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, TextField } from '../../ui';
import { isDate } from '../values.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** From so many steps on, a range is typed instead of pressed. */
const PRESSED_STEPS = 12;

export function Text({ question, onNext, onAnswer, ...props }: WidgetProps) {
  const look = question.node.source.appearance ?? '';
  const lines = look.includes('multiline') ? 4 : undefined;
  return (
    <TextField
      label={props.label}
      labelHidden
      value={textOf(props.answer)}
      onInput={onAnswer}
      kind={look.includes('numbers') ? 'tel' : 'text'}
      lines={lines}
      ltr={question.node.type === 'barcode'}
      error={props.error}
      warning={props.warning}
      onEnter={lines ? undefined : onNext}
    />
  );
}

/** What is no number stays as it was typed: the form says so, and nothing is lost. */
export function NumberField({ question, onNext, onAnswer, ...props }: WidgetProps) {
  const { node } = question;
  const whole = node.type === 'integer' || node.source.range?.type === 'integer';
  const typed = (text: string) => {
    const plain = text.trim().replace(/[,٫]/g, '.');
    onAnswer(whole && /^-?\d{1,10}$/.test(plain) ? Number(plain) : plain);
  };
  return (
    <TextField
      label={props.label}
      labelHidden
      kind="number"
      value={textOf(props.answer)}
      onInput={typed}
      error={props.error}
      warning={props.warning}
      onEnter={onNext}
    />
  );
}

export function Range(props: WidgetProps) {
  const { question, label, answer, error, warning, onAnswer } = props;
  const range = question.node.source.range;
  if (!range) return <NumberField {...props} />;
  const [start, end, step] = [range.start, range.end, range.step].map(Number) as [
    number,
    number,
    number,
  ];
  const steps = Math.floor((end - start) / step + 1e-9);
  if (steps >= PRESSED_STEPS) {
    return (
      <>
        <p class="small soft">{t(words).range({ start: range.start, end: range.end })}</p>
        <NumberField {...props} />
      </>
    );
  }
  const options = Array.from({ length: steps + 1 }, (_, at) => {
    const value = String(Number((start + at * step).toFixed(9)));
    return { value, label: <bdi class="num">{value}</bdi> };
  });
  return (
    <Choice
      legend={label}
      legendHidden
      pairs
      options={options}
      value={answer === undefined ? null : textOf(answer)}
      onChange={(value) => onAnswer(range.type === 'integer' ? Number(value) : value)}
      error={error}
      warning={warning}
    />
  );
}

const PARTS = ['day', 'month', 'year'] as const;

/** Three short fields: no picker is as quick, or as sure under a finger in the sun. */
export function DateField(props: WidgetProps) {
  const say = t(words);
  const { question, answer, onAnswer, error, warning, onNext } = props;
  const today = question.scope.run.context.today;
  const [year = '', month = '', day = ''] = textOf(answer).split('-');
  const parts = { year, month, day };
  const set = (part: (typeof PARTS)[number], text: string) => {
    const next = { ...parts, [part]: text.replace(/\D/g, '').slice(0, part === 'year' ? 4 : 2) };
    const empty = !next.year && !next.month && !next.day;
    onAnswer(empty ? null : writtenDate(next.year, next.month, next.day));
  };
  return (
    <>
      <div class="acts">
        {PARTS.map((part) => (
          <TextField
            key={part}
            label={say[part]}
            kind="number"
            value={parts[part]}
            onInput={(text) => set(part, text)}
            onEnter={part === 'year' ? onNext : undefined}
            error={part === 'year' ? error : undefined}
            warning={part === 'year' ? warning : undefined}
          />
        ))}
      </div>
      <Button kind="quiet" size="small" icon="today" fit onClick={() => onAnswer(today)}>
        {say.today}
      </Button>
    </>
  );
}

/** With its zeros once it is a date, until then as typed: `2026-2-` must not become `2026-02-`. */
function writtenDate(year: string, month: string, day: string): string {
  const full = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return day && month && isDate(full) ? full : `${year}-${month}-${day}`;
}

export function TimeField({ question, onNext, onAnswer, ...props }: WidgetProps) {
  return (
    <TextField
      label={t(words).hour}
      ltr
      kind="tel"
      value={textOf(props.answer)}
      onInput={(text) => onAnswer(writtenTime(text))}
      error={props.error}
      warning={props.warning}
      onEnter={onNext}
    />
  );
}

/** `830` and `8.30` become `08:30` when they are complete. */
function writtenTime(text: string): string {
  const found = /^(\d{1,2})[:.h ]?([0-5]\d)$/.exec(text.trim());
  return found && Number(found[1]) < 24 && (found[1] ?? '').length + 2 === 4
    ? `${found[1]}:${found[2]}`
    : text;
}

/** A date and a time of day, both local. */
export function MomentField(props: WidgetProps) {
  const [date = '', time = ''] = textOf(props.answer).split('T');
  const [typed, setTyped] = useState(time.slice(0, 5));
  const answer = (day: string, hour: string) =>
    props.onAnswer(day || hour ? `${day}T${hour}` : null);
  return (
    <>
      <DateField
        {...props}
        answer={date}
        error={undefined}
        warning={undefined}
        onAnswer={(day) => answer(day === null ? '' : String(day), typed)}
      />
      <TimeField
        {...props}
        answer={typed}
        onAnswer={(hour) => {
          setTyped(String(hour ?? ''));
          answer(date, String(hour ?? ''));
        }}
      />
    </>
  );
}

const textOf = (answer: WidgetProps['answer']): string =>
  typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
