/**
 * An order by chance that its seed settles: the numbers of Park and Miller and the places that ODK
 * gives to each, so that a list stands here as it does there.
 */

const MODULUS = 2_147_483_647;
const FACTOR = 16_807;

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = (Number.isFinite(seed) ? Math.trunc(seed) : 0) % MODULUS;
  if (state <= 0) state += MODULUS - 1;
  const found: T[] = [];
  items.forEach((item, at) => {
    state = (state * FACTOR) % MODULUS;
    const place = Math.floor(((state - 1) / (MODULUS - 1)) * (at + 1));
    if (place !== at) found[at] = found[place] as T;
    found[place] = item;
  });
  return found;
}
