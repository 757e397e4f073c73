import { signal } from '@preact/signals';

/** Not in TypeScript's library: Chromium alone has it. */
interface InstallEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** True while the browser offers to put the app on the home screen. */
export const canInstall = signal(false);
/** True when it runs from there. */
export const isInstalled = signal(false);

let offered: InstallEvent | null = null;

export function watchForInstall(): void {
  isInstalled.value = matchMedia('(display-mode: standalone)').matches;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered = event as InstallEvent;
    canInstall.value = true;
  });
  addEventListener('appinstalled', () => {
    offered = null;
    canInstall.value = false;
    isInstalled.value = true;
  });
}

/** Only from a press: the browser refuses it otherwise. */
export async function install(): Promise<boolean> {
  const event = offered;
  offered = null;
  canInstall.value = false;
  return (await event?.prompt())?.outcome === 'accepted';
}
