import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Sheet, TextField } from '../../src/ui';

const root = document.createElement('div');
document.body.append(root);
beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(() => act(() => render(null, root)));

const nobody = () => undefined;

it('begins at its heading, so that what it asks is read first', () => {
  act(() =>
    render(
      <Sheet open title="Filter" onClose={nobody}>
        <TextField label="Name" value="" onInput={nobody} />
      </Sheet>,
      root,
    ),
  );
  expect(document.activeElement?.textContent).toBe('Filter');
});

it('begins in the field that asks for the keys, so that a hand on the keyboard writes at once', () => {
  act(() =>
    render(
      <Sheet open title="Reject" onClose={nobody}>
        <TextField label="Why" value="" onInput={nobody} lines={3} autoFocus />
      </Sheet>,
      root,
    ),
  );
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
});
