import { useKeptScroll } from './scroll';
import type { Children } from './types';
import { UndoBar } from './Undo';

interface ScreenProps {
  /** `<TopBar>` or `<SectionBand>`: brings the `<h1>`. */
  top: Children;
  /** The actions, in reach of the thumb. */
  foot?: Children | undefined;
  /** A line above the actions: what lies over them scrolls. */
  footLine?: boolean | undefined;
  children: Children;
}

/** The frame of one screen: head, body, and the actions that stay at the bottom with the undo bar on them. */
export function Screen({ top, foot, footLine, children }: ScreenProps) {
  const body = useKeptScroll();
  return (
    <div class="screen">
      {top}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the arrow keys */}
      <main class="body" ref={body} tabIndex={0}>
        {children}
      </main>
      <footer class="stack">
        <UndoBar />
        {foot && <div class={footLine ? 'foot line' : 'foot'}>{foot}</div>}
      </footer>
    </div>
  );
}
