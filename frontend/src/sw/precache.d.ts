/** What the build found out about the phone's app; the worker is the only one to read it. */
declare module 'virtual:precache' {
  /** Names this build: it changes when any byte of any file below does. */
  export const version: string;
  /** Everything the phone needs offline: path from the origin's root, and a hash of its bytes. */
  export const files: readonly (readonly [path: string, hash: string])[];
}
