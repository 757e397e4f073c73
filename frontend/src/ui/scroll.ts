import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** ms without scrolling after which the position is noted. */
const NOTED_AFTER_MS = 100;

/**
 * Keeps the scroll position of an element with the entry of the history, so that *back* leads to the row one
 * came from and a new visit begins at the top; so does the next step of the same page.
 */
export function useKeptScroll(): RefObject<HTMLElement> {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const kept: unknown = history.state?.scroll;
    if (element.current && typeof kept === 'number') element.current.scrollTop = kept;
  }, []);
  useEffect(() => {
    const { current } = element;
    const { href } = location;
    const keep = (scroll: number | undefined) =>
      history.replaceState({ ...history.state, scroll }, '');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let noted = false;
    const note = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        noted = true;
        keep(current?.scrollTop);
      }, NOTED_AFTER_MS);
    };
    current?.addEventListener('scroll', note, { passive: true });
    return () => {
      clearTimeout(timer);
      current?.removeEventListener('scroll', note);
      // gone, and the address is the same: another step has taken its place
      if (noted && location.href === href) keep(undefined);
    };
  }, []);
  return element;
}
