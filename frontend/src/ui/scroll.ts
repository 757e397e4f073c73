import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** ms without scrolling after which the position is noted. */
const NOTED_AFTER_MS = 100;

/**
 * Keeps the scroll position of an element with the entry of the history, so that *back* leads to the row one
 * came from and a new visit begins at the top.
 */
export function useKeptScroll(): RefObject<HTMLElement> {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const kept: unknown = history.state?.scroll;
    if (element.current && typeof kept === 'number') element.current.scrollTop = kept;
  }, []);
  useEffect(() => {
    const { current } = element;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        history.replaceState({ ...history.state, scroll: current?.scrollTop }, '');
      }, NOTED_AFTER_MS);
    };
    current?.addEventListener('scroll', note, { passive: true });
    return () => {
      clearTimeout(timer);
      current?.removeEventListener('scroll', note);
    };
  }, []);
  return element;
}
