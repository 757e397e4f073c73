import { vi } from 'vitest';

/**
 * What is waited for comes at once on a machine that does nothing else; where two suites share a core,
 * the thousandth millisecond is no defect. A test that fails for good takes longer to say so.
 */
const PATIENCE_MS = 15_000;

const { waitFor } = vi;
vi.waitFor = (is, options = { timeout: PATIENCE_MS }) => waitFor(is, options);
