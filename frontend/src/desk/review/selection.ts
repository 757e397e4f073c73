import type { QueueItem, QueuePage, Step } from '../types';

/** The entry after (or before) `id`; at the end it stays. With nothing chosen it is the first. */
export function stepFrom(
  items: readonly QueueItem[],
  id: string | null,
  by: 1 | -1,
): string | null {
  if (items.length === 0) return null;
  const at = items.findIndex((item) => item.entry_id === id);
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1);
  return items[to]?.entry_id ?? null;
}

/** The first step where something waits; where nothing does, the first. */
export function firstWaiting(steps: QueuePage['steps']): Step {
  const order = ['flagged', 'sample', 'clean'] as const;
  return order.find((step) => steps[step] > 0) ?? 'flagged';
}

/** Where the eye goes once `gone` are decided: the next that stays, else the last before, else none. */
export function afterDeciding(
  items: readonly QueueItem[],
  id: string | null,
  gone: ReadonlySet<string>,
): string | null {
  if (id === null || !gone.has(id)) return id;
  const at = items.findIndex((item) => item.entry_id === id);
  const left = (item: QueueItem) => !gone.has(item.entry_id);
  const before = items.slice(0, Math.max(at, 0)).filter(left);
  const next = items.slice(at + 1).find(left) ?? before[before.length - 1];
  return next?.entry_id ?? null;
}
