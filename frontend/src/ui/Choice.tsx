import { useId } from 'preact/hooks';
import { t } from '../i18n';
import { FieldNotes, noteIds } from './Field';
import { Icon, type IconName } from './Icon';
import { type Children, classes } from './types';
import { words } from './words';

export interface ChoiceOption<V extends string = string> {
  value: V;
  label: Children;
  hint?: Children | undefined;
  /** Instead of nothing between ring and word: a sign or a tile. */
  lead?: Children | undefined;
}

interface ChoiceBase<V extends string> {
  /** Said as the name of the group; drawn unless `legendHidden` (the question stands above). */
  legend: Children;
  legendHidden?: boolean | undefined;
  options: readonly ChoiceOption<V>[];
  error?: Children | undefined;
  warning?: Children | undefined;
  /** Two short choices a row. */
  pairs?: boolean | undefined;
}

interface OneProps<V extends string> extends ChoiceBase<V> {
  value: V | null;
  onChange: (value: V) => void;
}

interface ManyProps<V extends string> extends ChoiceBase<V> {
  values: readonly V[];
  onChange: (values: V[]) => void;
}

/** One of several: 60 px rows, the ring at the reading start, the chosen one edged, tinted and bold. */
export function Choice<V extends string>({ value, onChange, ...rest }: OneProps<V>) {
  return <Rows {...rest} kind="radio" chosen={(v) => v === value} onPick={onChange} />;
}

/** Any of several: the same rows with a box. */
export function Choices<V extends string>({ values, onChange, ...rest }: ManyProps<V>) {
  const toggle = (v: V) =>
    onChange(values.includes(v) ? values.filter((other) => other !== v) : [...values, v]);
  return <Rows {...rest} kind="checkbox" chosen={(v) => values.includes(v)} onPick={toggle} />;
}

interface RowsProps<V extends string> extends ChoiceBase<V> {
  kind: 'radio' | 'checkbox';
  chosen: (value: V) => boolean;
  onPick: (value: V) => void;
}

function Rows<V extends string>({ kind, chosen, onPick, ...group }: RowsProps<V>) {
  const id = useId();
  return (
    <fieldset
      class={classes('opts', group.pairs && 'pairs')}
      aria-describedby={noteIds(id, group)}
      aria-invalid={group.error ? 'true' : undefined}
    >
      <legend class={group.legendHidden ? 'hidden' : 'strong'}>{group.legend}</legend>
      {group.options.map(({ value, label, hint, lead }) => (
        <label key={value} class={classes('opt', kind, chosen(value) && 'on')}>
          <input
            type={kind}
            name={id}
            value={value}
            checked={chosen(value)}
            onChange={() => onPick(value)}
          />
          <span class="box" />
          {lead}
          <span class="main">
            {label}
            {hint && <span class="mini soft second">{hint}</span>}
          </span>
        </label>
      ))}
      <FieldNotes id={id} error={group.error} warning={group.warning} />
    </fieldset>
  );
}

interface YesNoProps {
  legend: Children;
  icon?: IconName | undefined;
  /** `null`: not answered; nothing is chosen beforehand. */
  value: boolean | null;
  onChange: (value: boolean) => void;
  error?: Children | undefined;
}

/** A purpose with yes and no of equal weight beside it. */
export function YesNo({ legend, icon, value, onChange, error }: YesNoProps) {
  const id = useId();
  const sides = [
    { answer: true, icon: 'check', word: t(words).yes },
    { answer: false, icon: 'cross', word: t(words).no },
  ] as const;
  return (
    <fieldset class="yesno" aria-describedby={noteIds(id, { error })}>
      <legend class="hidden">{legend}</legend>
      <span class="asked" aria-hidden="true">
        {icon && <Icon name={icon} />}
        <span>{legend}</span>
      </span>
      <span class="yn">
        {sides.map((side) => (
          <label key={side.icon} class={classes(value === side.answer && 'on')}>
            <input
              type="radio"
              name={id}
              checked={value === side.answer}
              onChange={() => onChange(side.answer)}
            />
            <Icon name={side.icon} size={20} />
            <span>{side.word}</span>
          </label>
        ))}
      </span>
      <FieldNotes id={id} error={error} />
    </fieldset>
  );
}
