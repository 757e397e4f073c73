import { signal } from '@preact/signals';

/** Whether the browser may throw this phone's store away, and how full it is (F7). */
export interface StorageReport {
  /** Null where the browser does not say. */
  readonly persisted: boolean | null;
  readonly used_bytes: number | null;
  readonly room_bytes: number | null;
}

export const storageReport = signal<StorageReport>({
  persisted: null,
  used_bytes: null,
  room_bytes: null,
});

/** At each start: browsers grant it later too, once the app is installed or often used. */
export async function askForStorage(): Promise<void> {
  const { storage } = navigator;
  if (!storage?.persist) return;
  const persisted = (await storage.persisted()) || (await storage.persist());
  const { usage = null, quota = null } = (await storage.estimate?.()) ?? {};
  storageReport.value = { persisted, used_bytes: usage, room_bytes: quota };
}
