import type { Children } from '../ui';

/** A table wider than a phone scrolls by itself, also by the arrow keys. `label` says what it holds. */
export function Wide({ label, children }: { label: string; children: Children }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the arrow keys
    <section class="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
