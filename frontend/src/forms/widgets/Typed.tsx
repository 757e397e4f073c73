import { TextField } from '../../ui';
import { looks } from '../look.ts';
import { Beside } from './Beside.tsx';
import type { WidgetProps } from './types.ts';

export function Text({ question, onNext, onAnswer, ...props }: WidgetProps) {
  const lines = looks(question.node, 'multiline', 'multi-line') ? 4 : undefined;
  return (
    <TextField
      label={props.label}
      labelHidden
      value={textOf(props.answer)}
      onInput={onAnswer}
      kind={looks(question.node, 'numbers') ? 'tel' : 'text'}
      lines={lines}
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
  const field = (
    <TextField
      label={props.label}
      labelHidden
      kind={whole ? 'number' : 'decimal'}
      value={textOf(props.answer)}
      onInput={typed}
      error={props.error}
      warning={props.warning}
      onEnter={onNext}
    />
  );
  if (!whole || !looks(node, 'counter')) return field;
  const count = (by: number) => onAnswer(Math.max(0, (Number(props.answer) || 0) + by));
  return <Beside onStep={count}>{field}</Beside>;
}

const textOf = (answer: WidgetProps['answer']): string =>
  typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
