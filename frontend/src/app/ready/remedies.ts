import { startSync } from '../../sync';
import type { IconName } from '../../ui';
import { takeUpdate, updateReady } from '../update';
import type { CheckCode } from './checks';
import { makeWhole } from './look';

/** The one action that mends what a check found; afterwards the phone is looked at again. */
export interface Remedy {
  readonly name:
    | 'do_fetch'
    | 'do_receive'
    | 'do_send'
    | 'do_mend'
    | 'do_pin'
    | 'do_ask'
    | 'do_look';
  readonly icon: IconName;
  readonly href?: string;
  readonly act?: () => Promise<unknown>;
}

const exchange = () => startSync('button');

const REMEDIES: Readonly<Record<CheckCode, Remedy>> = {
  version: {
    name: 'do_fetch',
    icon: 'download',
    act: () => (updateReady.value ? takeUpdate() : makeWhole()),
  },
  registry: { name: 'do_receive', icon: 'sync', act: exchange },
  zone: { name: 'do_receive', icon: 'sync', act: exchange },
  unsent: { name: 'do_send', icon: 'sync', act: exchange },
  to_fix: { name: 'do_mend', icon: 'edit', href: '#/entries' },
  returned: { name: 'do_mend', icon: 'edit', href: '#/entries' },
  pin: { name: 'do_pin', icon: 'lock', href: '#/pin' },
  // Looking asks the browser, each time.
  storage: { name: 'do_ask', icon: 'phone' },
  space: { name: 'do_look', icon: 'sync' },
  clock: { name: 'do_look', icon: 'sync', act: exchange },
  battery: { name: 'do_look', icon: 'sync' },
};

export function remedyOf(code: CheckCode): Remedy {
  return REMEDIES[code];
}
