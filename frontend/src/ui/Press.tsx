import type { Children } from './types';

export interface PressProps {
  /** A place to go, `#/find`; without it the thing is a button. */
  href?: string | undefined;
  onClick?: ((event: MouseEvent) => void) | undefined;
  class?: string | undefined;
  label?: string | undefined;
  /** For a button that stays in or out. */
  pressed?: boolean | undefined;
  /** The item of a navigation that is open now. */
  current?: boolean | undefined;
  submit?: boolean | undefined;
  busy?: boolean | undefined;
  children: Children;
}

/** What a finger can press: a link where it leads somewhere, a button where it does something. */
export function Press({
  href,
  onClick,
  label,
  pressed,
  current,
  submit,
  busy,
  ...rest
}: PressProps) {
  if (href !== undefined) {
    return (
      <a
        href={href}
        class={rest.class}
        onClick={onClick}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
      >
        {rest.children}
      </a>
    );
  }
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={rest.class}
      onClick={onClick}
      aria-label={label}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
    >
      {rest.children}
    </button>
  );
}
