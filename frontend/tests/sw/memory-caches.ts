/** Caches in memory, with as much of the interface as the worker uses. */
export class MemoryCaches {
  readonly kept = new Map<string, Map<string, Response>>();
  async keys() {
    return [...this.kept.keys()];
  }
  async has(name: string) {
    return this.kept.has(name);
  }
  async open(name: string) {
    const cache = this.kept.get(name) ?? new Map<string, Response>();
    this.kept.set(name, cache);
    return {
      match: async (path: string) => cache.get(path)?.clone(),
      put: async (path: string, response: Response) => void cache.set(path, response.clone()),
    };
  }
}
