import { createRequire } from 'node:module';

/** What the XPath parser of ODK's engine looks for in Node.js, and a module there does not have. */
Object.assign(globalThis, {
  __dirname: import.meta.dirname,
  require: createRequire(import.meta.url),
});
