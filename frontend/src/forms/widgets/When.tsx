import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, TextField, WhenField } from '../../ui';
import { looks } from '../look.ts';
import { isDate } from '../values.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

type Part = 'day' | 'month' | 'year';

/**
 * Three short fields, or two or one where the form asks for no more: a browser's own picker would follow
 * the language of the browser, and none is as sure under a finger in the sun.
 */
export function DateField(props: WidgetProps) {
  const say = t(words);
  const { question, answer, onAnswer, error, warning, onNext } = props;
  const { today } = question.scope.run.context;
  const parts = partsOf(question);
  const [year = '', month = '', day = ''] = textOf(answer).split('-');
  const given = { year, month, day };
  const set = (part: Part, text: string) => {
    const next = { ...given, [part]: text.replace(/\D/g, '').slice(0, part === 'year' ? 4 : 2) };
    const empty = parts.every((one) => !next[one]);
    onAnswer(empty ? null : writtenDate({ ...next, ...firstOf(parts) }));
  };
  return (
    <>
      <div class={parts.length === 3 ? 'acts' : 'acts c2'}>
        {parts.map((part) => (
          <TextField
            key={part}
            label={say[part]}
            kind="number"
            value={given[part]}
            onInput={(text) => set(part, text)}
            onEnter={part === 'year' ? onNext : undefined}
            error={part === 'year' ? error : undefined}
            warning={part === 'year' ? warning : undefined}
          />
        ))}
      </div>
      {parts.length === 3 && (
        <Button kind="quiet" size="small" icon="today" fit onClick={() => onAnswer(today)}>
          {say.today}
        </Button>
      )}
    </>
  );
}

function partsOf({ node }: WidgetProps['question']): readonly Part[] {
  if (looks(node, 'year')) return ['year'];
  return looks(node, 'month-year') ? ['month', 'year'] : ['day', 'month', 'year'];
}

/** What is not asked for is the first: of a month its day, of a year its month. */
function firstOf(parts: readonly Part[]): Partial<Record<Part, string>> {
  return {
    ...(!parts.includes('day') && { day: '01' }),
    ...(!parts.includes('month') && { month: '01' }),
  };
}

/** With its zeros once it is a date, until then as typed: `2026-2-` must not become `2026-02-`. */
function writtenDate({ year, month, day }: Record<Part, string>): string {
  const full = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return day && month && isDate(full) ? full : `${year}-${month}-${day}`;
}

export function TimeField({ answer, error, warning, onAnswer, onNext }: WidgetProps) {
  return (
    <WhenField
      kind="time"
      label={t(words).hour}
      value={textOf(answer)}
      onInput={onAnswer}
      error={error}
      warning={warning}
      onEnter={onNext}
    />
  );
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
  typeof answer === 'string' ? answer : '';
