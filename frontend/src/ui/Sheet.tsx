import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Icon } from './Icon';
import { Press } from './Press';
import { type Children, classes } from './types';
import { words } from './words';

interface SheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: Children;
  /** At the desk, for two columns. */
  wide?: boolean | undefined;
  /** The actions, at the thumb. */
  foot?: Children | undefined;
}

/**
 * What lies over the page and goes away. A native `<dialog>`: the focus stays in it and returns, Esc and a
 * tap beside it close it, what lies under it can't be reached.
 */
export function Sheet({ open, title, onClose, wide, children, foot }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    dialog.current?.showModal();
    const first = dialog.current?.querySelector<HTMLElement>('[autofocus]');
    (first ?? dialog.current?.querySelector('h2'))?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);
  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Esc, which the dialog brings
    <dialog
      ref={dialog}
      class={classes('sheet', wide && 'wide')}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="head">
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <Press class="ib" label={t(words).close} onClick={onClose}>
          <Icon name="cross" />
        </Press>
      </div>
      <div class="content">{children}</div>
      {foot && <div class="foot">{foot}</div>}
    </dialog>
  );
}
