import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { TextField, type TextFieldProps } from './Field';
import { isReadable, readWhen, type WhenKind, writeWhen } from './when';
import { words } from './words';

interface WhenFieldProps
  extends Pick<
    TextFieldProps,
    'label' | 'hint' | 'error' | 'warning' | 'value' | 'onInput' | 'onEnter'
  > {
  kind: WhenKind;
}

/**
 * A day or an hour, typed as it is written here: a browser's own field would follow the language of the
 * browser, `mm/dd` and `AM` on an Arabic page. `onInput` gets `2026-12-31` or `06:30`, or what cannot be
 * read, as it was typed: who keeps it asks `isDay` or `isHour`. The field itself says what is wrong with it.
 */
export function WhenField({ kind, value, onInput, error, ...field }: WhenFieldProps) {
  const [typed, setTyped] = useState('');
  const [left, setLeft] = useState(false);
  const say = t(words);
  const unread = !isReadable(kind, value) && (left || Boolean(error));
  return (
    <TextField
      {...field}
      kind="when"
      value={readWhen(kind, typed) === value ? typed : writeWhen(kind, value)}
      placeholder={kind === 'date' ? '__/__/____' : '__:__'}
      onInput={(text) => {
        setTyped(text);
        setLeft(false);
        onInput(readWhen(kind, text));
      }}
      onLeave={() => {
        setTyped(writeWhen(kind, value));
        setLeft(true);
      }}
      error={unread ? say[`write_${kind}`] : error}
    />
  );
}
