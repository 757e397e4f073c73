/** The trader that a chain of merges ends at; a circle ends where it was entered. */
export function survivor(traderId: string, merged: ReadonlyMap<string, string>): string {
  let at = traderId;
  for (const seen = new Set<string>(); merged.has(at) && !seen.has(at); ) {
    seen.add(at);
    at = merged.get(at) as string;
  }
  return at;
}
