import { effect, type Signal, signal } from '@preact/signals';

/**
 * A choice of the moment that outlives a reload: where one stands, which day. Nothing of a person,
 * nothing that would be missed. Where the browser forbids storage, it holds until the reload.
 */
export function kept<T>(name: string, initial: T): Signal<T> {
  const key = `rahba.${name}`;
  const value = signal<T>((read(key) as T | null) ?? initial);
  effect(() => write(key, JSON.stringify(value.value)));
  resets.push(() => {
    value.value = initial;
  });
  return value;
}

const resets: (() => void)[] = [];

/** Somebody else has the phone: where the one before stood is no concern of theirs (F12). */
export function forgetKept(): void {
  for (const reset of resets) reset();
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    return;
  }
}
