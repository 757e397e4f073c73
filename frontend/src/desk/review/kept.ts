import { signal } from '@preact/signals';
import { decide } from '../api';
import { Problem } from '../http';
import { me } from '../session';
import type { Decision } from '../types';

/** A decision whose fate is unknown: it goes again under its own id, so that it counts once (ST7). */
export interface KeptDecision extends Decision {
  readonly entry_id: string;
}

const STORED_UNDER = 'rahba.desk.decisions.';
/** ms between tries while decisions wait. */
const RETRY_MS = 15_000;

export const kept = signal<readonly KeptDecision[]>([]);
/** How many kept decisions came too late, since somebody signed in. */
export const keptRefused = signal(0);

const key = () => `${STORED_UNDER}${me.value?.person.id ?? ''}`;

/** Decisions that were not sent when this desk was last closed, of the person who is signed in. */
export function readKept(): void {
  keptRefused.value = 0;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key()) ?? '[]');
    kept.value = Array.isArray(stored) ? (stored as KeptDecision[]) : [];
  } catch {
    kept.value = [];
  }
}

function write(decisions: readonly KeptDecision[]): void {
  kept.value = decisions;
  try {
    if (decisions.length === 0) localStorage.removeItem(key());
    else localStorage.setItem(key(), JSON.stringify(decisions));
  } catch {
    // without storage they live as long as this page; the strip on top says that they wait
  }
}

export function keep(decision: KeptDecision): void {
  write([...kept.value.filter((other) => other.decision_id !== decision.decision_id), decision]);
}

export interface Refused {
  decision: KeptDecision;
  problem: Problem;
}

let sending = false;

/** Sends what waits, oldest first, until the network fails again. Answers what the server refused. */
export async function sendKept(): Promise<Refused[]> {
  if (sending) return [];
  sending = true;
  const refused: Refused[] = [];
  try {
    for (const decision of kept.value) {
      const problem = await trySending(decision);
      if (problem?.unknown || problem?.code === 'not_signed_in') break;
      if (problem) refused.push({ decision, problem });
      write(kept.value.filter((other) => other.decision_id !== decision.decision_id));
    }
  } finally {
    sending = false;
  }
  return refused;
}

async function trySending(kept: KeptDecision): Promise<Problem | null> {
  const { entry_id, ...decision } = kept;
  try {
    await decide(entry_id, decision);
    return null;
  } catch (cause) {
    if (cause instanceof Problem) return cause;
    throw cause;
  }
}

/** Tries again while something waits, and at once when the network is back. The answer stops it. */
export function watchKept(): () => void {
  const go = () => {
    if (kept.value.length === 0) return;
    sendKept().then((refused) => {
      keptRefused.value += refused.length;
    });
  };
  const timer = setInterval(go, RETRY_MS);
  addEventListener('online', go);
  go();
  return () => {
    clearInterval(timer);
    removeEventListener('online', go);
  };
}
