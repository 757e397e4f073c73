import { useEffect, useRef } from 'preact/hooks';
import { isWriting, shortcutOf } from './shortcut';

/** Calls `press` for each key that asks for something, unless somebody is writing. */
export function useKeys(press: (shortcut: ReturnType<typeof shortcutOf>) => boolean): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const shortcut = shortcutOf(event);
      if (shortcut !== null && latest.current(shortcut)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
