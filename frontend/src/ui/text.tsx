import type { Children } from './types';

/** A name or word of unknown script: it keeps its own direction and leaves its neighbours theirs. */
export function Bdi({ children }: { children: Children }) {
  return <bdi>{children}</bdi>;
}

/** A number with a sign or unit, a time, a code: always from left to right. */
export function Num({ children }: { children: Children }) {
  return <bdi class="num">{children}</bdi>;
}

/** Said to a screen reader, drawn for nobody. */
export function VisuallyHidden({ children }: { children: Children }) {
  return <span class="hidden">{children}</span>;
}

/** A key that does the same as the button beside it. */
export function Kbd({ children }: { children: Children }) {
  return (
    <span aria-hidden="true">
      <kbd>{children}</kbd>
    </span>
  );
}

interface HighlightProps {
  text: string;
  /** `[from, to)` in UTF-16 units: why this line was found. */
  range?: readonly [number, number] | null | undefined;
}

/** A name with the part that matched underlined outside the letters, so that no dot is cut. */
export function Highlight({ text, range }: HighlightProps) {
  if (!range) return <bdi>{text}</bdi>;
  const [from, to] = range;
  return (
    <bdi>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </bdi>
  );
}
