import type { JSX, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { t, westernDigits } from '../i18n';
import { Icon } from './Icon';
import { Press } from './Press';
import { type Children, classes } from './types';
import { words } from './words';

interface Notes {
  hint?: Children | undefined;
  /** What stops the answer. It stands under the field; the main button stays lit and leads here. */
  error?: Children | undefined;
  /** What is unusual about it; it may be kept. */
  warning?: Children | undefined;
}

/** Ids for `aria-describedby`, of the notes that are there. */
export function noteIds(id: string, notes: Notes): string | undefined {
  const ids = (['hint', 'error', 'warning'] as const).filter((note) => notes[note]);
  return ids.map((note) => `${id}-${note}`).join(' ') || undefined;
}

/** The error and the warning under a field. */
export function FieldNotes({ id, error, warning }: { id: string } & Notes) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} class="note st fix" role="alert">
          <Icon name="fix" size={20} />
          <span>{error}</span>
        </p>
      )}
      {warning && (
        <p id={`${id}-warning`} class="note st returned">
          <Icon name="flag" size={20} />
          <span>{warning}</span>
        </p>
      )}
    </>
  );
}

export interface TextFieldProps extends Notes {
  label: Children;
  labelHidden?: boolean | undefined;
  value: string;
  onInput: (value: string) => void;
  /** `password` and `search` as in HTML; `number` brings the digit keys and Western digits, and so do
   * `decimal`, with a point, and `when`, for `WhenField`. */
  kind?: 'text' | 'password' | 'number' | 'decimal' | 'tel' | 'search' | 'when' | undefined;
  /** Several lines. */
  lines?: number | undefined;
  /** A code, a number: written from left to right in every language. */
  ltr?: boolean | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  autoComplete?: string | undefined;
  autoFocus?: boolean | undefined;
  /** At the reading start, inside the edge. */
  lead?: Children | undefined;
  /** The unit, at the reading end. */
  unit?: Children | undefined;
  /** After the unit: something to press. */
  end?: Children | undefined;
  onEnter?: (() => void) | undefined;
  onLeave?: (() => void) | undefined;
  inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement> | undefined;
}

const INPUT_MODES = {
  text: 'text',
  password: 'text',
  number: 'numeric',
  decimal: 'decimal',
  tel: 'tel',
  search: 'search',
  when: 'numeric',
} as const;

/** A label, the field, its hint above and what is wrong with it below. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const { label, labelHidden, hint, error, warning, lead, unit, end } = props;
  return (
    <div class="ask">
      <label for={id} class={labelHidden ? 'hidden' : 'strong'}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} class="mini soft">
          {hint}
        </p>
      )}
      <div class={classes('field', Boolean(error) && 'bad')}>
        {lead}
        <Input {...props} id={id} />
        {unit && <span class="soft">{unit}</span>}
        {end}
      </div>
      <FieldNotes id={id} error={error} warning={warning} />
    </div>
  );
}

/** Written from left to right, in digits of any keyboard. */
const IN_DIGITS: ReadonlySet<string> = new Set(['number', 'decimal', 'tel', 'when']);

const NOT_OF_HTML: ReadonlySet<string> = new Set(['number', 'decimal', 'when']);

const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Of the first letter, as `dir="auto"` has it; said aloud so that the style can tell it from the page's. */
function directionOfText(text: string): 'rtl' | 'ltr' | undefined {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return undefined;
  return RTL_LETTER.test(letter) ? 'rtl' : 'ltr';
}

function Input({ id, ...props }: TextFieldProps & { id: string }) {
  const { kind = 'text', value, onInput, lines, ltr, onEnter, onLeave, inputRef, error } = props;
  const shared = {
    id,
    value,
    dir: ltr || IN_DIGITS.has(kind) ? ('ltr' as const) : directionOfText(value),
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.autoFocus,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': noteIds(id, props),
    onInput: (event: JSX.TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const typed = event.currentTarget.value;
      onInput(IN_DIGITS.has(kind) ? westernDigits(typed) : typed);
    },
  };
  if (lines) {
    return <textarea {...shared} rows={lines} ref={inputRef as Ref<HTMLTextAreaElement>} />;
  }
  return (
    <input
      {...shared}
      type={NOT_OF_HTML.has(kind) ? 'text' : kind}
      inputMode={INPUT_MODES[kind]}
      enterKeyHint={onEnter ? 'done' : undefined}
      ref={inputRef as Ref<HTMLInputElement>}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter) onEnter();
      }}
    />
  );
}

interface SearchFieldProps
  extends Pick<TextFieldProps, 'label' | 'value' | 'onInput' | 'placeholder' | 'autoFocus'> {
  onEnter?: (() => void) | undefined;
}

/** The field of Find, with its own way to empty it. */
export function SearchField(props: SearchFieldProps) {
  return (
    <TextField
      {...props}
      labelHidden
      kind="search"
      lead={<Icon name="search" />}
      end={
        props.value && (
          <Press class="ib" label={t(words).clear} onClick={() => props.onInput('')}>
            <Icon name="cross" />
          </Press>
        )
      }
    />
  );
}

interface SelectFieldProps extends Notes {
  label: Children;
  labelHidden?: boolean | undefined;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
}

/** A long list to pick from; on the phone prefer rows of `Choice`. */
export function SelectField({
  label,
  labelHidden,
  value,
  onChange,
  options,
  ...notes
}: SelectFieldProps) {
  const id = useId();
  return (
    <div class="ask">
      <label for={id} class={labelHidden ? 'hidden' : 'strong'}>
        {label}
      </label>
      {notes.hint && (
        <p id={`${id}-hint`} class="mini soft">
          {notes.hint}
        </p>
      )}
      <div class={classes('field', Boolean(notes.error) && 'bad')}>
        <select
          id={id}
          value={value}
          aria-describedby={noteIds(id, notes)}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={20} />
      </div>
      <FieldNotes id={id} error={notes.error} warning={notes.warning} />
    </div>
  );
}
