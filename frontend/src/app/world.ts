/** What the phone does not decide itself. Passed in everywhere, so that a test can hold the strings. */
export interface World {
  /** Milliseconds since 1970, by this device's clock, which may be years off. */
  now(): number;
  /** Minutes that local time is ahead of UTC. */
  tzOffsetMin(): number;
  /** 0 ≤ n < 1 */
  random(): number;
  /** A random UUID, lower-case. */
  newId(): string;
  fetch(input: string, init?: RequestInit): Promise<Response>;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, call: () => void): () => void;
}

export const realWorld: World = {
  now: () => Date.now(),
  tzOffsetMin: () => -new Date().getTimezoneOffset(),
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
  fetch: (input, init) => fetch(input, init),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
