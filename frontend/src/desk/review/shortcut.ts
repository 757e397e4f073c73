export type Shortcut = 'approve' | 'return' | 'reject' | 'next' | 'previous' | 'undo' | 'pick';

const BY_LETTER: Readonly<Record<string, Shortcut>> = {
  a: 'approve',
  r: 'return',
  x: 'reject',
  j: 'next',
  k: 'previous',
  u: 'undo',
  m: 'pick',
};

interface Pressed {
  key: string;
  /** The key's place on the board, which an Arabic layout keeps. */
  code: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
}

/**
 * What a key asks for: its letter where the layout writes Latin (AZERTY's A is where Q stands), else
 * its place on the board. Digits 1–9 come as themselves.
 */
export function shortcutOf(event: Pressed): Shortcut | number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (digit) return Number(digit);
  const letter = /^[a-z]$/i.test(event.key) ? event.key : /^Key([A-Z])$/.exec(event.code)?.[1];
  return (letter && BY_LETTER[letter.toLowerCase()]) || null;
}

/** Whether a key belongs to what is being written or chosen, and means nothing else. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, dialog') !== null
  );
}
