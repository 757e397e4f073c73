/** Pressing the main button leads to what is missing: focus on the first field with an error. */
export function leadToError(): void {
  // the error is drawn with the next frame
  requestAnimationFrame(() => {
    const note = document.querySelector('main .note');
    const field = note?.closest('fieldset, .ask');
    field?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'center' });
  });
}
