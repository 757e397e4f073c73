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
  return (
    <div class="screen">
      {top}
      <main class="body">{children}</main>
      <div class="stack">
        <UndoBar />
        {foot && <div class={footLine ? 'foot line' : 'foot'}>{foot}</div>}
      </div>
    </div>
  );
}
