import type { PhotoNetwork } from '../store/signals';

/** On which network photos go (ME11). Pure, but for asking the browser. */

/** Not in TypeScript's library: some browsers have it, and of them not all say the type. */
interface WithConnection {
  readonly connection?: { readonly type?: string };
}

/** `wifi`, `cellular`, …; undefined where the browser does not say. */
export function connectionType(): string | undefined {
  return (globalThis.navigator as WithConnection | undefined)?.connection?.type;
}

/** Until somebody chooses: nothing is spent of the data that they pay for. */
export function standing(choice: PhotoNetwork | null, type: string | undefined): PhotoNetwork {
  if (choice !== null && (choice !== 'wifi' || type !== undefined)) return choice;
  return type === undefined ? 'by_hand' : 'wifi';
}

export function mayGo(choice: PhotoNetwork | null, type: string | undefined): boolean {
  const now = standing(choice, type);
  return now === 'always' || (now === 'wifi' && (type === 'wifi' || type === 'ethernet'));
}
